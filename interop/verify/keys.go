package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const cosignature = 0x04

type keys struct {
	log       note.Verifier
	witnesses []note.Verifier
}

func (k keys) all() note.Verifiers {
	return note.VerifierList(append([]note.Verifier{k.log}, k.witnesses...)...)
}

func readKeys(log string, witnesses []string) (keys, error) {
	verifier, err := note.NewVerifier(log)
	if err != nil {
		return keys{}, fmt.Errorf("the log's key: %w", err)
	}
	read := keys{log: verifier}
	for _, text := range witnesses {
		witness, err := newWitness(text)
		if err != nil {
			return keys{}, fmt.Errorf("the witness key %s: %w", text, err)
		}
		read.witnesses = append(read.witnesses, witness)
	}
	return read, nil
}

// witness is a note.Verifier for cosignatures (c2sp.org/tlog-cosignature), which the note package does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(text string) (note.Verifier, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("not a verifier key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != cosignature {
		return nil, errors.New("not a key for cosignatures")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:4])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, errors.New("its id is not that of its key")
	}
	return witness{parts[0], hash, key[1:]}, nil
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }

func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	var message bytes.Buffer
	fmt.Fprintf(&message, "cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(signature))
	message.Write(text)
	return ed25519.Verify(w.key, message.Bytes(), signature[8:])
}
