package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// source is a log in tlog-tiles layout (c2sp.org/tlog-tiles) below a URL or a directory. Every file is read once.
type source struct {
	at   string
	read map[string][]byte
}

func newSource(at string) *source {
	return &source{at: strings.TrimSuffix(at, "/"), read: map[string][]byte{}}
}

// with is the same log with one file replaced.
func (s *source) with(path string, data []byte) *source {
	read := make(map[string][]byte, len(s.read))
	for known, bytes := range s.read {
		read[known] = bytes
	}
	read[path] = data
	return &source{at: s.at, read: read}
}

func (s *source) file(path string) ([]byte, error) {
	if data, known := s.read[path]; known {
		return data, nil
	}
	data, err := s.fetch(path)
	if err == nil {
		s.read[path] = data
	}
	return data, err
}

func (s *source) fetch(path string) ([]byte, error) {
	if !strings.HasPrefix(s.at, "http://") && !strings.HasPrefix(s.at, "https://") {
		return os.ReadFile(filepath.Join(s.at, filepath.FromSlash(path)))
	}
	answer, err := http.Get(s.at + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

const height = 8

// Height, ReadTiles and SaveTiles make the source a tlog.TileReader.
func (s *source) Height() int { return height }

func (s *source) SaveTiles([]tlog.Tile, [][]byte) {}

func (s *source) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		var err error
		if data[i], err = s.file(tilePath(tile)); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// tilePath is where tlog-tiles keeps what the checksum database keeps at tile/8/…: no height, and data is called entries.
func tilePath(tile tlog.Tile) string {
	rest := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(rest, "data/", "entries/", 1)
}
