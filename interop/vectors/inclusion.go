package main

import (
	"math/rand"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

type inclusion struct {
	Desc  string   `json:"desc"`
	Index string   `json:"index"`
	Size  string   `json:"size"`
	Root  []byte   `json:"root"`
	Leaf  []byte   `json:"leaf"`
	Path  [][]byte `json:"path"`
	Good  bool     `json:"good"`
	// Why the verdict is not Go's, where it is not.
	Stricter string `json:"stricter,omitempty"`
}

type inclusionClaim struct {
	desc        string
	index, size int64
	root, leaf  tlog.Hash
	path        []tlog.Hash
}

// vector asks Go for its verdict.
func (c inclusionClaim) vector() inclusion {
	good := tlog.CheckRecord(c.path, c.size, c.root, c.index, c.leaf) == nil
	return c.judged(good, "")
}

func (c inclusionClaim) judged(good bool, stricter string) inclusion {
	return inclusion{c.desc, strconv.FormatInt(c.index, 10), strconv.FormatInt(c.size, 10), c.root[:], c.leaf[:], raw(c.path), good, stricter}
}

func raw(path []tlog.Hash) [][]byte {
	all := make([][]byte, len(path))
	for i := range path {
		all[i] = path[i][:]
	}
	return all
}

func inclusionVectors(random *rand.Rand) (all []interface{}) {
	for _, size := range sizes(random) {
		for _, index := range []int64{0, size - 1, random.Int63n(size)} {
			good := honestInclusion(index, size)
			if vector := good.vector(); !vector.Good {
				panic("Go refuses its own proof")
			} else {
				all = append(all, vector)
			}
			all = append(all, good.wrongNumbers(random).vector(), good.wrongHashes(random).vector())
		}
	}
	return append(all, hopelessInclusions(random)...)
}

func honestInclusion(index, size int64) inclusionClaim {
	t := newTree(index)
	path, err := tlog.ProveRecord(size, index, t)
	fatal(err)
	return inclusionClaim{"good", index, size, t.root(size), t.special[0], path}
}

func (c inclusionClaim) wrongNumbers(random *rand.Rand) inclusionClaim {
	switch random.Intn(8) {
	case 0:
		c.desc, c.index = "index one less", c.index-1
	case 1:
		c.desc, c.index = "index one more", c.index+1
	case 2:
		c.desc, c.index = "index xor two", c.index^2
	case 3:
		c.desc, c.size = "size doubled", limited(c.size*2)
	case 4:
		c.desc, c.size = "size halved", c.size/2
	case 5:
		c.desc, c.size = "size one more", limited(c.size+1)
	case 6:
		c.desc, c.size = "size one less", c.size-1
	default:
		c.desc, c.index = "index is the size", c.size
	}
	return c
}

// limited keeps a size where Go can judge it.
func limited(size int64) int64 {
	if size > 1<<62 || size < 0 {
		return 1<<62 - 3
	}
	return size
}

func (c inclusionClaim) wrongHashes(random *rand.Rand) inclusionClaim {
	switch random.Intn(6) {
	case 0:
		c.desc, c.root = "one bit of the root", flippedHash(c.root, random)
	case 1:
		c.desc, c.leaf = "one bit of the leaf", flippedHash(c.leaf, random)
	case 2:
		c.desc, c.root, c.leaf = "root and leaf swapped", c.leaf, c.root
	default:
		c.desc, c.path = spoil(c.path, c.root, random)
	}
	return c
}

// hopelessInclusions are those that Go cannot be asked about.
func hopelessInclusions(random *rand.Rand) (all []interface{}) {
	for _, length := range []int{0, 1, 31, 33, 64} {
		for place := 0; place < 3; place++ {
			v := honestInclusion(2, 7).judged(false, hashLength)
			odd := make([]byte, length)
			random.Read(odd)
			switch place {
			case 0:
				v.Desc, v.Root = "root of another length", odd
			case 1:
				v.Desc, v.Leaf = "leaf of another length", odd
			default:
				v.Desc, v.Path[1] = "hash of another length in the path", odd
			}
			all = append(all, v)
		}
	}
	for _, size := range []int64{1<<62 + 1, 1<<63 - 2, 1<<63 - 1} {
		for _, length := range []int{0, 1, 61, 62, 63, 64} {
			path := make([]tlog.Hash, length)
			for i := range path {
				path[i] = randomHash(random)
			}
			claim := inclusionClaim{"a huge tree and hashes out of the air", random.Int63n(size), size, randomHash(random), randomHash(random), path}
			all = append(all, claim.judged(false, beyondGo))
		}
	}
	return all
}
