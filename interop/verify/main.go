// verify checks a transparency log with Go's own packages and nothing of Tongban's: golang.org/x/mod/sumdb/note and
// golang.org/x/mod/sumdb/tlog do the work, the rest is reading files.
//
//	verify -key 'NAME+ID+KEY' [-witness 'NAME+ID+KEY'] [-pairs 1000] [-flips 500] URL|DIRECTORY
package main

import (
	"flag"
	"fmt"
	"math/rand"
	"os"
	"strings"
)

type texts []string

func (t *texts) String() string         { return strings.Join(*t, " ") }
func (t *texts) Set(value string) error { *t = append(*t, value); return nil }

func main() {
	var witnesses texts
	key := flag.String("key", "", "the log's verifier key")
	flag.Var(&witnesses, "witness", "a witness's verifier key whose cosignature must be there and good")
	pairs := flag.Int("pairs", 1000, "inclusion and consistency proofs to make and check")
	flips := flag.Int("flips", 500, "bits to flip in the tiles, and as many in the entries; every bit of the checkpoint")
	least := flag.Int64("least", 1, "leaves that there must be")
	seed := flag.Int64("seed", 1, "of the random choices")
	flag.Parse()
	if flag.NArg() != 1 || *key == "" {
		flag.Usage()
		os.Exit(2)
	}
	job := job{pairs: *pairs, flips: *flips, least: *least, random: rand.New(rand.NewSource(*seed))}
	if err := job.run(newSource(flag.Arg(0)), *key, witnesses); err != nil {
		fmt.Fprintln(os.Stderr, "NOT VERIFIED:", err)
		os.Exit(1)
	}
}

type job struct {
	pairs, flips int
	least        int64
	random       *rand.Rand
}

func (j job) run(source *source, key string, witnesses []string) error {
	keys, err := readKeys(key, witnesses)
	if err != nil {
		return err
	}
	signed, err := openCheckpoint(source, keys)
	if err != nil {
		return err
	}
	fmt.Printf("checkpoint   %s, %d leaves, root %s, %d good signatures\n", signed.origin, signed.tree.N, signed.tree.Hash, signed.signatures)
	if signed.tree.N < j.least {
		return fmt.Errorf("the log has %d leaves, %d were wanted", signed.tree.N, j.least)
	}
	if err := checkLeaves(source, signed.tree); err != nil {
		return err
	}
	fmt.Printf("tiles        the root is that of the leaves, and every entry hashes to its leaf; %d files\n", len(source.read))
	if err := j.checkProofs(source, signed.tree); err != nil {
		return err
	}
	fmt.Printf("proofs       %d of inclusion and %d of consistency\n", j.pairs, j.pairs)
	return j.checkFlips(source, keys, signed.tree)
}
