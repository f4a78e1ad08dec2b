// vectors writes test vectors whose verdicts are those of Go's own packages, as JSON Lines into a directory:
//
//	vectors DIRECTORY
//
// The choices are random but always the same: bin/interop runs it again and compares with what is committed.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
)

// Reasons for which Tongban refuses what Go accepts, or what Go has no words for.
const (
	// Go's hashes have 32 bytes by their type.
	hashLength = "hash-length"
	// Go's loop over powers of two does not end above 2^62.
	beyondGo = "beyond-go"
	// Go takes base64 whose last bits are not zero: several writings of one signature or key.
	base64NotCanonical = "base64-not-canonical"
	// Go has no limit for the length of a note.
	tooLarge = "too-large"
	// Go reads the id of a key in capitals too.
	keyIDCapitals = "key-id-capitals"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: vectors DIRECTORY")
		os.Exit(2)
	}
	write("inclusion", inclusionVectors(rand.New(rand.NewSource(1))))
	write("consistency", consistencyVectors(rand.New(rand.NewSource(2))))
	write("notes", noteVectors(rand.New(rand.NewSource(3))))
	write("keys", keyVectors(rand.New(rand.NewSource(4))))
}

func write(name string, vectors []interface{}) {
	file, err := os.Create(filepath.Join(os.Args[1], name+".jsonl"))
	fatal(err)
	out := bufio.NewWriter(file)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, vector := range vectors {
		fatal(encoder.Encode(vector))
	}
	fatal(out.Flush())
	fatal(file.Close())
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
