package main

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed *.go
var source embed.FS

// newStamp names what decides the result: the lock, the files of our own and this tool.
func newStamp(root string) (string, error) {
	sum := sha256.New()
	lock, err := os.ReadFile(filepath.Join(root, "package-lock.json"))
	if err != nil {
		return "", err
	}
	sum.Write(lock)
	if err := sumOwn(sum, os.DirFS(filepath.Join(root, "own"))); err != nil {
		return "", err
	}
	entries, err := source.ReadDir(".")
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		text, err := source.ReadFile(e.Name())
		if err != nil {
			return "", err
		}
		sum.Write(text)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func sumOwn(sum io.Writer, own fs.FS) error {
	return fs.WalkDir(own, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(own, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
		return nil
	})
}

// lastStamp is the stamp that the manifest of an earlier run holds, or empty.
func lastStamp(dist string) string {
	var m manifest
	text, err := os.ReadFile(filepath.Join(dist, "manifest.json"))
	if err != nil || json.Unmarshal(text, &m) != nil {
		return ""
	}
	return m.Stamp
}
