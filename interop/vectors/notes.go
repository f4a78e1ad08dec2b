package main

import (
	"encoding/base64"
	"fmt"
	"math/rand"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

type noteVector struct {
	Desc string   `json:"desc"`
	Note []byte   `json:"note"`
	Keys []string `json:"keys"`
	Good bool     `json:"good"`
	// What a good note says, and who signed it, as name+id.
	Text     string   `json:"text,omitempty"`
	Signers  []string `json:"signers,omitempty"`
	Stricter string   `json:"stricter,omitempty"`
}

// judge asks Go; what it accepts although Tongban has a reason to refuse is marked with that reason.
func judge(desc string, message string, keys []*key) noteVector {
	var verifiers []note.Verifier
	var texts []string
	for _, key := range keys {
		verifiers = append(verifiers, key.verifier())
		texts = append(texts, key.text)
	}
	vector := noteVector{Desc: desc, Note: []byte(message), Keys: texts}
	opened, err := note.Open(vector.Note, note.VerifierList(verifiers...))
	if err != nil {
		return vector
	}
	if reason := refusal(message, opened); reason != "" {
		vector.Stricter = reason
		return vector
	}
	vector.Good, vector.Text = true, opened.Text
	for _, signature := range opened.Sigs {
		vector.Signers = append(vector.Signers, fmt.Sprintf("%s+%08x", signature.Name, signature.Hash))
	}
	return vector
}

func refusal(message string, opened *note.Note) string {
	if len(message) > 1000000 {
		return tooLarge
	}
	lines := strings.Split(message[len(opened.Text)+1:], "\n")
	for _, line := range lines[:len(lines)-1] {
		written := line[strings.LastIndex(line, " ")+1:]
		raw, err := base64.StdEncoding.DecodeString(written)
		if err != nil || base64.StdEncoding.EncodeToString(raw) != written {
			return base64NotCanonical
		}
	}
	return ""
}

type noteMaker struct {
	log, other, namesake, witness *key
	random                        *rand.Rand
	all                           []interface{}
}

func noteVectors(random *rand.Rand) []interface{} {
	m := &noteMaker{
		log:      newKey("example.com/log", ed25519Key, random),
		other:    newKey("example.org/other", ed25519Key, random),
		namesake: newKey("example.com/log", ed25519Key, random),
		witness:  newKey("witness.example/w1", cosignatureKey, random),
		random:   random,
	}
	m.good()
	m.shapes()
	m.signatures()
	m.characters()
	m.mutations(240)
	return m.all
}

// add judges a note with the log's and the witness's key, which are known everywhere; the other keys are not.
func (m *noteMaker) add(desc, message string) {
	m.all = append(m.all, judge(desc, message, []*key{m.log, m.witness}))
}

const sample = "example.com/log\n4711\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"

func (m *noteMaker) note(text string, signers ...*key) string {
	whole := text + "\n"
	for _, signer := range signers {
		whole += signer.line(text)
	}
	return whole
}

func (m *noteMaker) good() {
	m.add("one signature", m.note(sample, m.log))
	m.add("a cosignature alone", m.note(sample, m.witness))
	m.add("log and witness", m.note(sample, m.log, m.witness))
	m.add("witness first", m.note(sample, m.witness, m.log))
	m.add("an unknown signature before", m.note(sample, m.other, m.log))
	m.add("an unknown signature behind", m.note(sample, m.log, m.other))
	m.add("the same name with another key beside it", m.note(sample, m.namesake, m.log))
	m.add("the same signature twice", m.note(sample, m.log, m.log))
	m.add("the same unknown signature twice", m.note(sample, m.other, m.other, m.log))
	for _, text := range []string{"\n", "one line\n", "two\nlines\n", "a\n\nblank line\n", "a\n\n\n\n", "\n\n\n", "— a dash\n",
		"— example.com/log AAAA\n\n", "通办\n", "\ufeffmark\n", "\ufffd\n", "\u007f\n", "\u0085\n", "\u2028\n", "\U0010ffff\n",
		strings.Repeat("long ", 2000) + "\n"} {
		m.add(fmt.Sprintf("text %.20q", text), m.note(text, m.log))
	}
	m.add("a text over the limit", m.note(strings.Repeat("a", 1000000)+"\n", m.log))
}

func (m *noteMaker) shapes() {
	good := m.note(sample, m.log)
	line := m.log.line(sample)
	for _, shape := range []struct{ desc, message string }{
		{"nothing", ""},
		{"a newline", "\n"},
		{"two newlines", "\n\n"},
		{"text without signature", sample},
		{"text and a blank line", sample + "\n"},
		{"no newline at the end", strings.TrimSuffix(good, "\n")},
		{"a blank line at the end", good + "\n"},
		{"a blank at the end", good + " "},
		{"something behind", good + "x\n"},
		{"no blank line", sample + line},
		{"signature alone", line},
		{"a blank line and a signature", "\n" + line},
		{"the text is not there", "\n\n" + line},
		{"a blank line among the signatures", good + "\n" + m.other.line(sample)},
		{"two blank lines", sample + "\n\n" + line},
		{"text without its newline", strings.TrimSuffix(sample, "\n") + "\n" + line},
		{"CRLF everywhere", strings.ReplaceAll(good, "\n", "\r\n")},
		{"CRLF at the end", strings.TrimSuffix(good, "\n") + "\r\n"},
		{"CR for LF", strings.ReplaceAll(good, "\n", "\r")},
		{"a byte order mark before", "\ufeff" + good},
		{"a blank before", " " + good},
		{"another text", strings.Replace(good, "4711", "4712", 1)},
		{"a text cut off", good[1:]},
		{"twice", good + good},
		{"text in the signatures", sample + "\n" + "comment\n" + line},
	} {
		m.add(shape.desc, shape.message)
	}
}

func (m *noteMaker) signatures() {
	signed := m.log.signature(sample)
	id, rest := signed[:4:4], signed[4:]
	name := m.log.name
	line := func(name string, raw []byte) string {
		return "— " + name + " " + base64.StdEncoding.EncodeToString(raw) + "\n"
	}
	written := base64.StdEncoding.EncodeToString(signed)
	spoilt := append([]byte(nil), signed...)
	spoilt[40] ^= 1
	for _, kind := range []struct{ desc, lines string }{
		{"a hyphen for the dash", "- " + name + " " + written + "\n"},
		{"an en dash", "– " + name + " " + written + "\n"},
		{"no dash", name + " " + written + "\n"},
		{"no blank behind the dash", "—" + name + " " + written + "\n"},
		{"two blanks behind the dash", "—  " + name + " " + written + "\n"},
		{"two blanks behind the name", "— " + name + "  " + written + "\n"},
		{"a blank behind the signature", "— " + name + " " + written + " \n"},
		{"a word behind the signature", "— " + name + " " + written + " more\n"},
		{"a blank before the dash", " — " + name + " " + written + "\n"},
		{"a tabulator", "— " + name + "\t" + written + "\n"},
		{"no name", "—  " + written + "\n"},
		{"no name at all", "— " + written + "\n"},
		{"no signature", "— " + name + "\n"},
		{"an empty signature", "— " + name + " \n"},
		{"id alone", line(name, id)},
		{"id and a byte", line(name, signed[:5])},
		{"three bytes", line(name, signed[:3])},
		{"another id", line(name, append([]byte{1, 2, 3, 4}, rest...))},
		{"another name", line("example.com/lob", signed)},
		{"a name in capitals", line("EXAMPLE.COM/LOG", signed)},
		{"a signature cut off", line(name, signed[:len(signed)-1])},
		{"a signature extended", line(name, append(append([]byte(nil), signed...), 0))},
		{"one bit of the signature", line(name, spoilt)},
		{"a good one and a spoilt one", line(name, signed) + line(name, spoilt)},
		{"a spoilt one and a good one", line(name, spoilt) + line(name, signed)},
		{"a key of the same name", m.namesake.line(sample)},
		{"a key of the same name with the id of the known one", line(name, append(append([]byte(nil), id...), m.namesake.signature(sample)[4:]...))},
		{"an unknown key", m.other.line(sample)},
		{"no padding", "— " + name + " " + strings.TrimRight(written, "=") + "\n"},
		{"more padding", "— " + name + " " + written + "=\n"},
		{"last bits of the base64", "— " + name + " " + lastBits(written) + "\n"},
		{"base64 for addresses", "— " + name + " " + base64.URLEncoding.EncodeToString(append(id, 0xfb, 0xff, 0xfe)) + "\n"},
		{"something else than base64", "— " + name + " " + strings.Replace(written, written[8:9], "*", 1) + "\n"},
		{"last bits of an unknown signature", line(name, signed) + "— " + m.other.name + " AAAAAAB=\n"},
		{"an unknown signature that is none", line(name, signed) + "— " + m.other.name + " AAAA\n"},
		{"an unknown signature of one byte", line(name, signed) + "— " + m.other.name + " AAAAAAA=\n"},
		{"a hundred signatures", strings.Repeat(m.other.line(sample), 99) + line(name, signed)},
		{"a hundred and one signatures", strings.Repeat(m.other.line(sample), 100) + line(name, signed)},
		{"cosignature cut off", line(m.witness.name, m.witness.signature(sample)[:30])},
		{"cosignature without its time", line(m.witness.name, append(append([]byte(nil), m.witness.id()...), rest...))},
		{"cosignature at another time", line(m.witness.name, laterBy(m.witness.signature(sample), 1))},
		{"good log, bad witness", line(name, signed) + line(m.witness.name, laterBy(m.witness.signature(sample), 1))},
	} {
		m.add(kind.desc, sample+"\n"+kind.lines)
	}
}

// lastBits sets bits that base64 does not use.
func lastBits(written string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	at := len(strings.TrimRight(written, "=")) - 1
	return written[:at] + string(alphabet[strings.IndexByte(alphabet, written[at])|1]) + written[at+1:]
}

func laterBy(cosignature []byte, seconds byte) []byte {
	later := append([]byte(nil), cosignature...)
	later[11] += seconds
	return later
}

// characters puts what does not belong there into text, name and between the lines.
func (m *noteMaker) characters() {
	var odd []string
	for control := 0; control < 0x20; control++ {
		odd = append(odd, string(rune(control)))
	}
	odd = append(odd, "\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80", "\x80", "\u00a0", "\u2003", "\u3000", "\u1680", "\u200b", "+", "é")
	for _, what := range odd {
		m.add(fmt.Sprintf("%q in the text", what), m.note("a"+what+"b\n", m.log))
		named := *m.log
		named.name = "example" + what + ".com"
		m.add(fmt.Sprintf("%q in the name of an unknown key", what), m.note(sample, m.log)+named.line(sample))
	}
}

// mutations changes, removes, adds or swaps bytes of good notes.
func (m *noteMaker) mutations(count int) {
	bases := []string{m.note("short\n", m.log), m.note("a\n\nb\n", m.log, m.witness), m.note(sample, m.other, m.log)}
	for i := 0; i < count; i++ {
		bytes := []byte(bases[i%len(bases)])
		at := m.random.Intn(len(bytes))
		switch m.random.Intn(4) {
		case 0:
			bytes[at] ^= 1 << m.random.Intn(8)
		case 1:
			bytes = append(bytes[:at], bytes[at+1:]...)
		case 2:
			bytes = append(bytes[:at+1], bytes[at:]...)
		default:
			to := m.random.Intn(len(bytes))
			bytes[at], bytes[to] = bytes[to], bytes[at]
		}
		m.add("mutation", string(bytes))
	}
}
