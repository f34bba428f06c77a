package main

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
)

//go:embed *.go
var source embed.FS

// newStamp names what decides the result: the lock and this tool.
func newStamp(root string) (string, error) {
	sum := sha256.New()
	lock, err := os.ReadFile(filepath.Join(root, "package-lock.json"))
	if err != nil {
		return "", err
	}
	sum.Write(lock)
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

// lastStamp is the stamp that the manifest of an earlier run holds, or empty.
func lastStamp(dist string) string {
	var m manifest
	text, err := os.ReadFile(filepath.Join(dist, "manifest.json"))
	if err != nil || json.Unmarshal(text, &m) != nil {
		return ""
	}
	return m.Stamp
}
