package main

import (
	"encoding/json"
	"log"
	"os"
)

// manifest is what the package static reads at run time.
type manifest struct {
	Stamp string  `json:"stamp"`
	Files []entry `json:"files"`
}

// entry is one file of the manifest. Gzip and Brotli are the sizes of those forms; a file with
// neither is stored as it is.
type entry struct {
	Path      string `json:"path"`
	Size      int64  `json:"size"`
	Hash      string `json:"hash"`
	Integrity string `json:"integrity"`
	Mime      string `json:"mime"`
	Gzip      int64  `json:"gzip,omitempty"`
	Brotli    int64  `json:"brotli,omitempty"`
}

func writeManifest(name, stamp string, files []entry) error {
	text, err := json.MarshalIndent(manifest{stamp, files}, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(text, '\n'), 0o644)
}

func report(files []entry) {
	var plain, kept int64
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.Hash] {
			continue
		}
		seen[f.Hash] = true
		plain += f.Size
		if f.Gzip == 0 {
			kept += f.Size
		}
		kept += f.Gzip + f.Brotli
	}
	log.Printf("%d files, %.1f MB, kept as %.1f MB of gzip and Brotli", len(files), float64(plain)/1e6, float64(kept)/1e6)
}
