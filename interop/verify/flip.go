package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"sort"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// checkFlips changes one bit at a time of what was verified: nothing may still verify.
func (j job) checkFlips(source *source, keys keys, tree tlog.Tree) error {
	tiles, bundles := files(source)
	if err := checkAll(source, keys, tree); err != nil {
		return fmt.Errorf("unchanged: %w", err)
	}
	refused, skipped, err := flipCheckpoint(source, keys)
	if err != nil {
		return err
	}
	for _, kind := range []struct {
		name  string
		paths []string
	}{{"tiles", tiles}, {"entries", bundles}} {
		for i := 0; i < j.flips; i++ {
			path := kind.paths[j.random.Intn(len(kind.paths))]
			changed := flipped(source.read[path], j.random.Intn(8*len(source.read[path])))
			if checkAll(source.with(path, changed), keys, tree) == nil {
				return fmt.Errorf("a changed bit of %s was not noticed", path)
			}
		}
	}
	fmt.Printf("one bit      %d of the checkpoint, %d of tiles, %d of entries changed: all refused\n", refused, j.flips, j.flips)
	if skipped > 0 {
		fmt.Printf("             %d bits of signatures by keys that were not given prove nothing and were left out\n", skipped)
	}
	return nil
}

// files are those that have been read by now, in an order that does not change.
func files(source *source) (tiles, bundles []string) {
	for path := range source.read {
		if strings.HasPrefix(path, "tile/entries/") {
			bundles = append(bundles, path)
		} else if strings.HasPrefix(path, "tile/") {
			tiles = append(tiles, path)
		}
	}
	sort.Strings(tiles)
	sort.Strings(bundles)
	return tiles, bundles
}

// flipCheckpoint changes every bit, except those of lines by other keys: the format has them skipped.
func flipCheckpoint(source *source, keys keys) (refused, skipped int, err error) {
	whole := source.read["checkpoint"]
	for bit := 0; bit < 8*len(whole); bit++ {
		if isForeign(whole, bit/8, keys) {
			skipped++
			continue
		}
		if _, err := openCheckpoint(source.with("checkpoint", flipped(whole, bit)), keys); err == nil {
			return 0, 0, fmt.Errorf("bit %d of the checkpoint was changed and not noticed", bit)
		}
		refused++
	}
	return refused, skipped, nil
}

func isForeign(whole []byte, at int, keys keys) bool {
	start := bytes.LastIndexByte(whole[:at], '\n') + 1
	end := start + bytes.IndexByte(whole[start:], '\n')
	words := strings.Split(string(whole[start:end]), " ")
	if len(words) != 3 || words[0] != "—" {
		return false
	}
	raw, err := base64.StdEncoding.DecodeString(words[2])
	if err != nil || len(raw) < 4 {
		return false
	}
	for _, known := range append(keys.witnesses, keys.log) {
		if words[1] == known.Name() && binary.BigEndian.Uint32(raw) == known.KeyHash() {
			return false
		}
	}
	return true
}

// checkAll is everything that depends on the bytes of the files.
func checkAll(source *source, keys keys, tree tlog.Tree) error {
	signed, err := openCheckpoint(source, keys)
	if err != nil {
		return err
	}
	if signed.tree != tree {
		return fmt.Errorf("another tree")
	}
	return checkLeaves(source, tree)
}

func flipped(data []byte, bit int) []byte {
	changed := append([]byte(nil), data...)
	changed[bit/8] ^= 1 << (bit % 8)
	return changed
}
