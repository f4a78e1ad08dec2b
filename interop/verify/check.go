package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type checkpoint struct {
	origin     string
	tree       tlog.Tree
	signatures int
}

func openCheckpoint(source *source, keys keys) (checkpoint, error) {
	data, err := source.file("checkpoint")
	if err != nil {
		return checkpoint{}, err
	}
	opened, err := note.Open(data, keys.all())
	if err != nil {
		return checkpoint{}, err
	}
	good := map[string]bool{}
	for _, signature := range opened.Sigs {
		// The note package takes base64 whose last bits are not zero: two writings of one signature.
		if raw, err := base64.StdEncoding.DecodeString(signature.Base64); err != nil || base64.StdEncoding.EncodeToString(raw) != signature.Base64 {
			return checkpoint{}, fmt.Errorf("the signature of %s is not canonical base64", signature.Name)
		}
		good[fmt.Sprintf("%s+%08x", signature.Name, signature.Hash)] = true
	}
	for _, wanted := range append([]note.Verifier{keys.log}, keys.witnesses...) {
		if !good[fmt.Sprintf("%s+%08x", wanted.Name(), wanted.KeyHash())] {
			return checkpoint{}, fmt.Errorf("%s has not signed", wanted.Name())
		}
	}
	read, err := parseCheckpoint(opened.Text)
	if err == nil && read.origin != keys.log.Name() {
		err = fmt.Errorf("the checkpoint is of %s", read.origin)
	}
	read.signatures = len(opened.Sigs)
	return read, err
}

// parseCheckpoint reads the three lines of c2sp.org/tlog-checkpoint.
func parseCheckpoint(text string) (checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return checkpoint{}, fmt.Errorf("the checkpoint has not three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return checkpoint{}, fmt.Errorf("%q is no size", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil || root.String() != lines[2] {
		return checkpoint{}, fmt.Errorf("%q is no root", lines[2])
	}
	return checkpoint{origin: lines[0], tree: tlog.Tree{N: size, Hash: root}}, nil
}

const width = 1 << height

// checkLeaves reads every leaf hash out of the tiles, which the tlog package proves against the root, and compares it
// with what its entry hashes to; then it makes the root anew.
func checkLeaves(source *source, tree tlog.Tree) error {
	reader := tlog.TileHashReader(tree, source)
	for first := int64(0); first < tree.N; first += width {
		count := tree.N - first
		if count > width {
			count = width
		}
		indexes := make([]int64, count)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		hashes, err := reader.ReadHashes(indexes)
		if err != nil {
			return err
		}
		entries, err := readEntries(source, tlog.Tile{H: height, L: -1, N: first / width, W: int(count)})
		if err != nil {
			return err
		}
		for i, entry := range entries {
			if tlog.RecordHash(entry) != hashes[i] {
				return fmt.Errorf("entry %d does not hash to its leaf", first+int64(i))
			}
		}
	}
	root, err := tlog.TreeHash(tree.N, reader)
	if err == nil && root != tree.Hash {
		err = fmt.Errorf("the tiles make another root, %s", root)
	}
	return err
}

// readEntries takes an entry bundle apart: each entry after its length in two bytes (c2sp.org/tlog-tiles).
func readEntries(source *source, tile tlog.Tile) ([][]byte, error) {
	path := tilePath(tile)
	data, err := source.file(path)
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("%s is cut off", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:end])
		data = data[end:]
	}
	if len(entries) != tile.W {
		return nil, fmt.Errorf("%s has %d entries", path, len(entries))
	}
	return entries, nil
}

// checkProofs makes proofs for random leaves and random smaller trees, and checks them.
func (j job) checkProofs(source *source, tree tlog.Tree) error {
	reader := tlog.TileHashReader(tree, source)
	for i := 0; i < j.pairs; i++ {
		if err := j.checkPair(reader, tree); err != nil {
			return err
		}
	}
	return nil
}

func (j job) checkPair(reader tlog.HashReader, tree tlog.Tree) error {
	index := j.random.Int63n(tree.N)
	leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
	if err != nil {
		return err
	}
	inclusion, err := tlog.ProveRecord(tree.N, index, reader)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(inclusion, tree.N, tree.Hash, index, leaf[0]); err != nil {
		return fmt.Errorf("inclusion of %d: %w", index, err)
	}
	old := 1 + index
	root, err := tlog.TreeHash(old, reader)
	if err != nil {
		return err
	}
	consistency, err := tlog.ProveTree(tree.N, old, reader)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(consistency, tree.N, tree.Hash, old, root); err != nil {
		return fmt.Errorf("consistency from %d: %w", old, err)
	}
	return nil
}
