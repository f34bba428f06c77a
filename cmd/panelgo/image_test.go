package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/pack"
)

type descriptor struct {
	MediaType string            `json:"mediaType"`
	Digest    string            `json:"digest"`
	Size      int               `json:"size"`
	Platform  map[string]string `json:"platform"`
}

// image is what a container engine reads of a layout.
type image struct {
	files  map[string][]byte // of the tar
	config struct {
		Architecture, OS string
		Config           struct {
			User, WorkingDir string
			Entrypoint, Env  []string
			Labels           map[string]string
		}
		RootFS struct {
			DiffIDs []string `json:"diff_ids"`
		}
		History []any
	}
	layer []byte // the tar of the file system
}

// readImage follows the layout from its index to the layer, and checks each digest on the way.
func readImage(file string) (*image, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	i := &image{files: map[string][]byte{}}
	for t := tar.NewReader(bytes.NewReader(data)); ; {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if i.files[h.Name], err = io.ReadAll(t); err != nil {
			return nil, err
		}
	}
	var version struct{ ImageLayoutVersion string }
	var index struct{ Manifests []descriptor }
	var manifest struct {
		SchemaVersion int
		Config        descriptor
		Layers        []descriptor
	}
	if err := json.Unmarshal(i.files["oci-layout"], &version); err != nil || version.ImageLayoutVersion != "1.0.0" {
		return nil, fmt.Errorf("oci-layout: %+v, %v", version, err)
	}
	if err := json.Unmarshal(i.files["index.json"], &index); err != nil || len(index.Manifests) != 1 {
		return nil, fmt.Errorf("index.json: %+v, %v", index, err)
	}
	if err := i.blob(index.Manifests[0], &manifest); err != nil || len(manifest.Layers) != 1 || manifest.SchemaVersion != 2 {
		return nil, fmt.Errorf("manifest: %+v, %v", manifest, err)
	}
	if err := i.blob(manifest.Config, &i.config); err != nil || len(i.config.RootFS.DiffIDs) != 1 || len(i.config.History) != 1 {
		return nil, fmt.Errorf("config: %+v, %v", i.config, err)
	}
	if err := i.blob(manifest.Layers[0], nil); err != nil {
		return nil, err
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(i.files[blobName(manifest.Layers[0].Digest)]))
	if err != nil {
		return nil, err
	}
	if i.layer, err = io.ReadAll(unzipped); err != nil {
		return nil, err
	}
	if sum := digest(i.layer); sum != i.config.RootFS.DiffIDs[0] {
		return nil, fmt.Errorf("the layer's diff_id is %s, and the config says %s", sum, i.config.RootFS.DiffIDs[0])
	}
	return i, nil
}

func (i *image) blob(d descriptor, into any) error {
	data := i.files[blobName(d.Digest)]
	if digest(data) != d.Digest || len(data) != d.Size {
		return fmt.Errorf("%s is not what its digest says", d.Digest)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(data, into)
}

func blobName(digest string) string { return "blobs/sha256/" + strings.TrimPrefix(digest, "sha256:") }

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// unpackImage: unpackimage FILE DIR checks an image and unpacks its layer into an empty root.
func unpackImage(ts *testscript.TestScript, neg bool, args []string) {
	i, err := readImage(ts.MkAbs(args[0]))
	ts.Check(err)
	for t := tar.NewReader(bytes.NewReader(i.layer)); ; {
		h, err := t.Next()
		if err == io.EOF {
			return
		}
		ts.Check(err)
		path := filepath.Join(ts.MkAbs(args[1]), h.Name)
		if h.Typeflag == tar.TypeDir {
			ts.Check(os.MkdirAll(path, 0o755))
		} else {
			data, err := io.ReadAll(t)
			ts.Check(err)
			ts.Check(os.WriteFile(path, data, h.FileInfo().Mode().Perm()))
		}
		ts.Check(os.Chmod(path, h.FileInfo().Mode()))
	}
}

func TestAnImageHoldsAProgramAndItsUserAndNothingOfThisMachine(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "built")
	if err := os.WriteFile(program, []byte("program"), 0o700); err != nil {
		t.Fatal(err)
	}
	files := []string{filepath.Join(dir, "a.tar"), filepath.Join(dir, "b.tar")}
	var written [][]byte
	for _, file := range files {
		if err := (pack.Image{Name: "dash", Program: program, Arch: "arm64"}).Write(file); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		written = append(written, data)
	}
	if !bytes.Equal(written[0], written[1]) {
		t.Error("the same program makes two images")
	}
	i, err := readImage(files[0])
	if err != nil {
		t.Fatal(err)
	}
	c := i.config
	if c.Architecture != "arm64" || c.OS != "linux" || c.Config.User != "65532:65532" || !reflect.DeepEqual(c.Config.Entrypoint, []string{"/usr/local/bin/dash"}) || c.Config.Labels["org.opencontainers.image.title"] != "dash" {
		t.Errorf("%+v", c)
	}
	held := map[string]string{}
	for r := tar.NewReader(bytes.NewReader(i.layer)); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		held[h.Name] = string(text)
		if h.ModTime.Unix() != 0 || h.Uname+h.Gname != "" || h.FileInfo().Mode().Perm()&0o022 != 0 && h.Name != "tmp/" {
			t.Errorf("%s: %v %q %v", h.Name, h.ModTime, h.Uname, h.FileInfo().Mode())
		}
	}
	if held["usr/local/bin/dash"] != "program" || !strings.Contains(held["etc/passwd"], "\nnonroot:x:65532:65532:") {
		t.Errorf("the layer holds %q", held)
	}
	if !x509.NewCertPool().AppendCertsFromPEM([]byte(held["etc/ssl/certs/ca-certificates.crt"])) {
		t.Error("the certificate authorities cannot be read")
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 3 {
		t.Errorf("%v %v", left, err)
	}
	if err := (pack.Image{Name: "dash", Program: filepath.Join(dir, "none"), Arch: "amd64"}).Write(files[0]); err == nil {
		t.Error("a program that is not there makes an image")
	}
}
