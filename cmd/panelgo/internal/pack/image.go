package pack

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Image is a container image with one program and what it looks for beside itself.
type Image struct {
	Name    string // of the program, and of the image
	Program string // file
	Arch    string // as the go command names it
}

// nobody is the user and the group in the image: not root, and no user of the host's.
const nobody = 65532

// Write writes the image to a file: a tar of an OCI image layout (image-spec 1.1), which also has
// the manifest.json that older versions of docker load ask for. The same program gives the same
// bytes.
func (i Image) Write(file string) error {
	layer, sum, err := i.layer()
	if err != nil {
		return err
	}
	out, err := os.CreateTemp(filepath.Dir(file), ".panelgo-image-")
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	defer os.Remove(out.Name()) // it is there only when what follows failed
	err = i.layout(tar.NewWriter(out), layer, sum)
	if err = errors.Join(err, out.Chmod(0o644), out.Close()); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return os.Rename(out.Name(), file)
}

// layer is the one layer of the image, and the digest of it uncompressed (the spec's DiffID).
func (i Image) layer() (zipped []byte, diff string, err error) {
	var packed bytes.Buffer
	sum := sha256.New()
	zip := gzip.NewWriter(&packed)
	t := tar.NewWriter(io.MultiWriter(zip, sum))
	authorities, err := roots()
	if err != nil {
		return nil, "", err
	}
	program, err := os.ReadFile(i.Program)
	if err != nil {
		return nil, "", fmt.Errorf("pack: %w", err)
	}
	for _, e := range []struct {
		name string
		mode int64
		user int
		text []byte
	}{
		{"etc/", 0o755, 0, nil},
		{"etc/group", 0o644, 0, fmt.Appendf(nil, "root:x:0:\nnonroot:x:%d:\n", nobody)},
		{"etc/passwd", 0o644, 0, fmt.Appendf(nil, "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:%d:%d:nonroot:/home/nonroot:/sbin/nologin\n", nobody, nobody)},
		{"etc/ssl/", 0o755, 0, nil},
		{"etc/ssl/certs/", 0o755, 0, nil},
		{"etc/ssl/certs/ca-certificates.crt", 0o644, 0, authorities},
		{"home/", 0o755, 0, nil},
		{"home/nonroot/", 0o700, nobody, nil},
		{"tmp/", 0o1777, 0, nil},
		{"usr/", 0o755, 0, nil},
		{"usr/local/", 0o755, 0, nil},
		{"usr/local/bin/", 0o755, 0, nil},
		{"usr/local/bin/" + i.Name, 0o755, 0, program},
	} {
		if err := entry(t, e.name, e.mode, e.user, e.text); err != nil {
			return nil, "", err
		}
	}
	err = errors.Join(t.Close(), zip.Close())
	return packed.Bytes(), "sha256:" + hex.EncodeToString(sum.Sum(nil)), err
}

// entry writes a file, or a folder if the name ends so. Times are zero, and owners are numbers.
func entry(t *tar.Writer, name string, mode int64, user int, text []byte) error {
	h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: mode, Uid: user, Gid: user, Size: int64(len(text)), Format: tar.FormatUSTAR}
	if name[len(name)-1] == '/' {
		h.Typeflag = tar.TypeDir
	}
	if err := t.WriteHeader(h); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	_, err := t.Write(text)
	return err
}

type (
	object = map[string]any // encoding/json sorts its names
	list   = []any
)

// layout writes the blobs, and the files that lead to them.
func (i Image) layout(t *tar.Writer, layer []byte, diff string) error {
	const media = "application/vnd.oci.image."
	var blobs []struct {
		name string
		data []byte
	}
	blob := func(kind string, data []byte) object {
		sum := sha256.Sum256(data)
		digest := hex.EncodeToString(sum[:])
		blobs = append(blobs, struct {
			name string
			data []byte
		}{"blobs/sha256/" + digest, data})
		return object{"mediaType": media + kind, "digest": "sha256:" + digest, "size": len(data)}
	}
	platform := object{"os": "linux", "architecture": i.Arch}
	labels := object{"org.opencontainers.image.title": i.Name, "org.opencontainers.image.description": "Live pages, made with panelgo"}
	layers := list{blob("layer.v1.tar+gzip", layer)}
	config := blob("config.v1+json", encode(object{
		"os": "linux", "architecture": i.Arch, "created": "1970-01-01T00:00:00Z",
		"config": object{
			"User": fmt.Sprintf("%d:%d", nobody, nobody), "WorkingDir": "/home/nonroot", "Entrypoint": list{"/usr/local/bin/" + i.Name},
			"Env":          list{"PATH=/usr/local/bin", "HOME=/home/nonroot", "PANELGO_ADDRESS=0.0.0.0"},
			"ExposedPorts": object{"5006/tcp": object{}}, "Labels": labels, "StopSignal": "SIGTERM",
		},
		"rootfs":  object{"type": "layers", "diff_ids": list{diff}},
		"history": list{object{"created": "1970-01-01T00:00:00Z", "created_by": "panelgo build --image"}},
	}))
	manifest := blob("manifest.v1+json", encode(object{
		"schemaVersion": 2, "mediaType": media + "manifest.v1+json", "config": config, "layers": layers, "annotations": labels,
	}))
	manifest["platform"], manifest["annotations"] = platform, object{"org.opencontainers.image.ref.name": "latest"}
	path := func(of object) string { return "blobs/sha256/" + of["digest"].(string)[len("sha256:"):] }
	if err := errors.Join(
		entry(t, "oci-layout", 0o644, 0, encode(object{"imageLayoutVersion": "1.0.0"})),
		entry(t, "index.json", 0o644, 0, encode(object{"schemaVersion": 2, "mediaType": media + "index.v1+json", "manifests": list{manifest}})),
		entry(t, "manifest.json", 0o644, 0, encode(list{object{"Config": path(config), "RepoTags": list{i.Name + ":latest"}, "Layers": list{path(layers[0].(object))}}})),
		entry(t, "blobs/", 0o755, 0, nil), entry(t, "blobs/sha256/", 0o755, 0, nil),
	); err != nil {
		return err
	}
	for _, b := range blobs {
		if err := entry(t, b.name, 0o644, 0, b.data); err != nil {
			return err
		}
	}
	return t.Close()
}

// encode writes what is made of plain values.
func encode(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}
