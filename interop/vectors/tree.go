package main

import (
	"fmt"
	"math/rand"

	"golang.org/x/mod/sumdb/tlog"
)

// tree is a log of any size that needs no memory: all its leaves are alike but one.
type tree struct {
	odd int64
	// Hashes of the subtrees of each height without and with the odd leaf.
	plain, special [63]tlog.Hash
}

func newTree(odd int64) tree {
	t := tree{odd: odd}
	t.plain[0], t.special[0] = tlog.RecordHash([]byte("a leaf like others")), tlog.RecordHash([]byte(fmt.Sprint("leaf ", odd)))
	for level := 0; level < 62; level++ {
		t.plain[level+1] = tlog.NodeHash(t.plain[level], t.plain[level])
		if odd>>uint(level)&1 == 0 {
			t.special[level+1] = tlog.NodeHash(t.special[level], t.plain[level])
		} else {
			t.special[level+1] = tlog.NodeHash(t.plain[level], t.special[level])
		}
	}
	return t
}

func (t tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		level, n := tlog.SplitStoredHashIndex(index)
		hashes[i] = t.plain[level]
		if n == t.odd>>uint(level) {
			hashes[i] = t.special[level]
		}
	}
	return hashes, nil
}

func (t tree) root(size int64) tlog.Hash {
	root, err := tlog.TreeHash(size, t)
	fatal(err)
	return root
}

// sizes has the small ones, those around powers of two, and some of every magnitude.
func sizes(random *rand.Rand) []int64 {
	var all []int64
	for size := int64(1); size <= 40; size++ {
		all = append(all, size)
	}
	for bit := uint(6); bit <= 60; bit++ {
		all = append(all, 1<<bit-1, 1<<bit, 1<<bit+1, 1<<bit+random.Int63n(1<<bit))
	}
	// Beyond, the numbers of stored hashes do not fit into 64 bits and the package does not end.
	return append(all, 1<<61-1, 1<<61)
}

func flippedHash(hash tlog.Hash, random *rand.Rand) tlog.Hash {
	hash[random.Intn(len(hash))] ^= 1 << random.Intn(8)
	return hash
}

func randomHash(random *rand.Rand) (hash tlog.Hash) {
	random.Read(hash[:])
	return hash
}

// spoil changes a path in one of the ways in which paths go wrong.
func spoil(path []tlog.Hash, extra tlog.Hash, random *rand.Rand) (string, []tlog.Hash) {
	changed := append([]tlog.Hash(nil), path...)
	length := len(path)
	kind := random.Intn(9)
	if length < 2 && kind < 7 {
		kind = 7 + random.Intn(2)
	}
	switch kind {
	case 0:
		return "path without its last hash", changed[:length-1]
	case 1:
		return "path without its first hash", changed[1:]
	case 2:
		at := random.Intn(length - 1)
		changed[at], changed[at+1] = changed[at+1], changed[at]
		return "two hashes of the path swapped", changed
	case 3:
		for i := range path {
			changed[i] = path[length-1-i]
		}
		return "path reversed", changed
	case 4:
		at := random.Intn(length)
		changed[at] = flippedHash(changed[at], random)
		return "one bit of the path", changed
	case 5:
		return "no path", nil
	case 6:
		at := random.Intn(length)
		return "a hash of the path twice", append(changed[:at+1], path[at:]...)
	case 7:
		return "path extended", append(changed, extra)
	default:
		return "path with one before it", append([]tlog.Hash{extra}, changed...)
	}
}
