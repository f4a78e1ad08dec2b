package main

import (
	"math/rand"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

type consistency struct {
	Desc     string   `json:"desc"`
	OldSize  string   `json:"oldSize"`
	OldRoot  []byte   `json:"oldRoot"`
	NewSize  string   `json:"newSize"`
	NewRoot  []byte   `json:"newRoot"`
	Path     [][]byte `json:"path"`
	Good     bool     `json:"good"`
	Stricter string   `json:"stricter,omitempty"`
}

type consistencyClaim struct {
	desc             string
	oldSize, newSize int64
	oldRoot, newRoot tlog.Hash
	path             []tlog.Hash
}

func (c consistencyClaim) vector() consistency {
	good := tlog.CheckTree(c.path, c.newSize, c.newRoot, c.oldSize, c.oldRoot) == nil
	return c.judged(good, "")
}

func (c consistencyClaim) judged(good bool, stricter string) consistency {
	return consistency{c.desc, strconv.FormatInt(c.oldSize, 10), c.oldRoot[:], strconv.FormatInt(c.newSize, 10), c.newRoot[:], raw(c.path), good, stricter}
}

func consistencyVectors(random *rand.Rand) (all []interface{}) {
	for _, size := range sizes(random) {
		for _, old := range []int64{1, size, 1 + random.Int63n(size), powerOfTwoUpTo(size, random)} {
			good := honestConsistency(old, size, random)
			if vector := good.vector(); !vector.Good {
				panic("Go refuses its own proof")
			} else {
				all = append(all, vector)
			}
			all = append(all, good.wrongNumbers(random).vector(), good.wrongHashes(random).vector())
		}
	}
	return append(all, hopelessConsistencies(random)...)
}

func powerOfTwoUpTo(size int64, random *rand.Rand) int64 {
	power := int64(1)
	for power*2 <= size && random.Intn(8) > 0 {
		power *= 2
	}
	return power
}

// honestConsistency has its odd leaf before the old end or behind it.
func honestConsistency(old, size int64, random *rand.Rand) consistencyClaim {
	odd := old - 1
	if old < size && random.Intn(2) == 0 {
		odd = old
	}
	t := newTree(odd)
	path, err := tlog.ProveTree(size, old, t)
	fatal(err)
	return consistencyClaim{"good", old, size, t.root(old), t.root(size), path}
}

func (c consistencyClaim) wrongNumbers(random *rand.Rand) consistencyClaim {
	switch random.Intn(9) {
	case 0:
		c.desc, c.oldSize = "old size one less", c.oldSize-1
	case 1:
		c.desc, c.oldSize = "old size one more", limited(c.oldSize+1)
	case 2:
		c.desc, c.oldSize = "old size xor two", c.oldSize^2
	case 3:
		c.desc, c.newSize = "new size doubled", limited(c.newSize*2)
	case 4:
		c.desc, c.newSize = "new size halved", c.newSize/2
	case 5:
		c.desc, c.newSize = "new size one more", limited(c.newSize+1)
	case 6:
		c.desc, c.oldSize, c.newSize = "sizes swapped", c.newSize, c.oldSize
	case 7:
		c.desc, c.oldSize = "from nothing", 0
	default:
		c.desc, c.newSize = "new size is the old one", c.oldSize
	}
	return c
}

func (c consistencyClaim) wrongHashes(random *rand.Rand) consistencyClaim {
	switch random.Intn(6) {
	case 0:
		c.desc, c.oldRoot = "one bit of the old root", flippedHash(c.oldRoot, random)
	case 1:
		c.desc, c.newRoot = "one bit of the new root", flippedHash(c.newRoot, random)
	case 2:
		c.desc, c.oldRoot, c.newRoot = "roots swapped", c.newRoot, c.oldRoot
	default:
		c.desc, c.path = spoil(c.path, c.oldRoot, random)
	}
	return c
}

func hopelessConsistencies(random *rand.Rand) (all []interface{}) {
	for _, length := range []int{0, 1, 31, 33, 64} {
		for place := 0; place < 3; place++ {
			v := honestConsistency(3, 7, random).judged(false, hashLength)
			odd := make([]byte, length)
			random.Read(odd)
			switch place {
			case 0:
				v.Desc, v.OldRoot = "old root of another length", odd
			case 1:
				v.Desc, v.NewRoot = "new root of another length", odd
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
			old := 1 + random.Int63n(size-1)
			claim := consistencyClaim{"a huge tree and hashes out of the air", old, size, randomHash(random), randomHash(random), path}
			all = append(all, claim.judged(false, beyondGo))
		}
	}
	return all
}
