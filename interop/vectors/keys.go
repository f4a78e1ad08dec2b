package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/rand"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const (
	ed25519Key     = 0x01
	cosignatureKey = 0x04
)

// key signs notes; what it signs is checked with Go's note package and crypto/ed25519.
type key struct {
	name string
	kind byte
	hash uint32
	text string
	pair ed25519.PrivateKey
}

func newKey(name string, kind byte, random *rand.Rand) *key {
	seed := make([]byte, ed25519.SeedSize)
	random.Read(seed)
	pair := ed25519.NewKeyFromSeed(seed)
	public := append([]byte{kind}, pair.Public().(ed25519.PublicKey)...)
	hash := keyHash(name, public)
	text := fmt.Sprintf("%s+%08x+%s", name, hash, base64.StdEncoding.EncodeToString(public))
	return &key{name, kind, hash, text, pair}
}

func keyHash(name string, public []byte) uint32 {
	sum := sha256.Sum256(append([]byte(name+"\n"), public...))
	return binary.BigEndian.Uint32(sum[:4])
}

func (k *key) id() []byte {
	id := make([]byte, 4)
	binary.BigEndian.PutUint32(id, k.hash)
	return id
}

const cosignedAt = 1790000000

// signature is what a line of a note encodes: id and signature bytes.
func (k *key) signature(text string) []byte {
	if k.kind == ed25519Key {
		return append(k.id(), ed25519.Sign(k.pair, []byte(text))...)
	}
	time := make([]byte, 8)
	binary.BigEndian.PutUint64(time, cosignedAt)
	return append(append(k.id(), time...), ed25519.Sign(k.pair, cosigned(cosignedAt, []byte(text)))...)
}

func cosigned(time uint64, text []byte) []byte {
	return append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), text...)
}

func (k *key) line(text string) string {
	return "— " + k.name + " " + base64.StdEncoding.EncodeToString(k.signature(text)) + "\n"
}

// verifier is Go's own for plain signatures; for cosignatures, which it does not know, one on crypto/ed25519.
func (k *key) verifier() note.Verifier {
	if k.kind == cosignatureKey {
		return cosigner{k}
	}
	verifier, err := note.NewVerifier(k.text)
	fatal(err)
	return verifier
}

type cosigner struct{ *key }

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	message := cosigned(binary.BigEndian.Uint64(signature), text)
	return ed25519.Verify(c.pair.Public().(ed25519.PublicKey), message, signature[8:])
}

type keyVector struct {
	Desc     string `json:"desc"`
	Key      []byte `json:"key"`
	Good     bool   `json:"good"`
	Name     string `json:"name,omitempty"`
	ID       string `json:"id,omitempty"`
	Stricter string `json:"stricter,omitempty"`
}

func keyVectors(random *rand.Rand) (all []interface{}) {
	good := newKey("example.com/log", ed25519Key, random)
	parts := strings.SplitN(good.text, "+", 3)
	name, id, encoded := parts[0], parts[1], parts[2]
	public := good.pair.Public().(ed25519.PublicKey)
	rekeyed := func(name string, raw []byte) string {
		return fmt.Sprintf("%s+%08x+%s", name, keyHash(name, raw), base64.StdEncoding.EncodeToString(raw))
	}
	typed := append([]byte{ed25519Key}, public...)
	for _, one := range []struct{ desc, text string }{
		{"good", good.text},
		{"a Chinese name", newKey("通办.example/记录", ed25519Key, random).text},
		{"nothing", ""},
		{"name alone", name},
		{"no key", name + "+" + id},
		{"an empty key", name + "+" + id + "+"},
		{"no name", "+" + id + "+" + encoded},
		{"another id", name + "+00000000+" + encoded},
		{"an id of seven digits", name + "+" + id[1:] + "+" + encoded},
		{"an id of nine digits", name + "+0" + id + "+" + encoded},
		{"an id that is no number", name + "+zzzzzzzz+" + encoded},
		{"an id in capitals", name + "+" + strings.ToUpper(id) + "+" + encoded},
		{"another name", "example.com/lob+" + id + "+" + encoded},
		{"a blank in the name", rekeyed("a b", typed)},
		{"a wide blank in the name", rekeyed("a\u3000b", typed)},
		{"a newline in the name", rekeyed("a\nb", typed)},
		{"a name that is not UTF-8", rekeyed("a\xffb", typed)},
		{"a blank at the end", good.text + " "},
		{"a newline at the end", good.text + "\n"},
		{"no padding", strings.TrimRight(good.text, "=")},
		{"an unknown type", rekeyed(name, append([]byte{0x7f}, public...))},
		{"a key of 31 bytes", rekeyed(name, typed[:32])},
		{"a key of 33 bytes", rekeyed(name, append(append([]byte(nil), typed...), 0))},
		{"a type without a key", rekeyed(name, typed[:1])},
	} {
		all = append(all, judgeKey(one.desc, one.text))
	}
	for i := 0; i < 60; i++ {
		changed := []byte(good.text)
		changed[random.Intn(len(changed))] ^= 1 << random.Intn(8)
		all = append(all, judgeKey("mutation", string(changed)))
	}
	return all
}

func judgeKey(desc, text string) keyVector {
	vector := keyVector{Desc: desc, Key: []byte(text)}
	verifier, err := note.NewVerifier(text)
	if err != nil {
		return vector
	}
	parts := strings.SplitN(text, "+", 3)
	raw, _ := base64.StdEncoding.DecodeString(parts[2])
	switch {
	case strings.ToLower(parts[1]) != parts[1]:
		vector.Stricter = keyIDCapitals
	case !bytes.Equal([]byte(base64.StdEncoding.EncodeToString(raw)), []byte(parts[2])):
		vector.Stricter = base64NotCanonical
	default:
		vector.Good, vector.Name, vector.ID = true, verifier.Name(), fmt.Sprintf("%08x", verifier.KeyHash())
	}
	return vector
}
