package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime"
	"strings"

	"go.yaml.in/yaml/v3"
)

// entry is what a file says about one option.
type entry struct {
	node *yaml.Node
	line int
}

// file holds the options of a YAML file, each by its flag's name.
type file struct {
	path    string
	open    bool // everybody can read it
	entries map[string]entry
	order   []string // the names as they stand in the file
}

// maxFile bounds a file of options, in bytes.
const maxFile = 1 << 20

// readFile reads a file of options. What its entries mean is judged later.
func readFile(path string) (*file, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat() // of what is open: the name may mean another file by now
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, fmt.Errorf("%s is not a small file with options", path)
	}
	all := &file{path: path, entries: map[string]entry{}}
	// A group may be the service's own, and systemd hands out credentials by an access list, which
	// shows as the group's right. Windows tells nothing of other readers by mode.
	all.open = info.Mode().Perm()&0o004 != 0 || runtime.GOOS == "windows"
	return all, all.parse(io.LimitReader(f, maxFile))
}

func (f *file) parse(text io.Reader) error {
	decoder := yaml.NewDecoder(text)
	var doc, more yaml.Node
	if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
		return nil // an empty file says nothing
	} else if err != nil {
		return fmt.Errorf("%s: %s", f.path, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s holds more than one document: leave one", f.path)
	}
	top := doc.Content[0]
	if top.Kind == yaml.ScalarNode && top.Tag == "!!null" {
		return nil // nothing but comments
	}
	if top.Kind != yaml.MappingNode {
		return fmt.Errorf("%s:%d: write each option on a line of its own, as in port: 8080", f.path, top.Line)
	}
	var complaints []error
	for i := 0; i+1 < len(top.Content); i += 2 {
		key, value := top.Content[i], top.Content[i+1]
		if before, twice := f.entries[key.Value]; twice {
			complaints = append(complaints, fmt.Errorf("%s:%d: %s stands in line %d too: keep one of them", f.path, key.Line, key.Value, before.line))
			continue
		}
		f.entries[key.Value] = entry{value, key.Line}
		f.order = append(f.order, key.Value)
	}
	return errors.Join(complaints...)
}

// check complains about each name that is no option's, and about each secret that others can read:
// also about one that a flag or a variable beats, since it has been seen all the same.
func (f *file) check(fields []Field) error {
	if f == nil {
		return nil
	}
	known := map[string]Field{}
	var names []string
	for _, field := range fields {
		if !field.config {
			known[field.Name] = field
			names = append(names, field.Name)
		}
	}
	var complaints []error
	complain := func(name, format string, args ...any) {
		place := fmt.Sprintf("%s:%d: ", f.path, f.entries[name].line)
		complaints = append(complaints, fmt.Errorf("%s"+format, append([]any{place}, args...)...))
	}
	for _, name := range f.order {
		field, ok := known[name]
		near := Nearest(strings.ReplaceAll(strings.TrimLeft(name, "-"), "_", "-"), names)
		switch {
		case ok && field.Secret && f.open:
			complain(name, "%s is a secret, and everybody on this machine can read the file: chmod 600 %s, or name a file of its own in %s_FILE", name, f.path, field.Envs[0])
		case !ok && near != "":
			complain(name, "there is no option %q: did you mean %s?", name, near)
		case !ok:
			complain(name, "there is no option %q: options are named as the flags of --help, without dashes in front", name)
		}
	}
	return errors.Join(complaints...)
}

// words are what the file says of an option, and where; an empty source means nothing.
func (f *file) words(field Field) (words []string, source string, err error) {
	if f == nil || field.config {
		return nil, "", nil
	}
	said, ok := f.entries[field.Name]
	if !ok {
		return nil, "", nil
	}
	source = fmt.Sprintf("%s:%d", f.path, said.line)
	words, err = field.yamlWords(said.node)
	return words, source, err
}

// yamlWords turns a value into the words that a command line would have.
func (f Field) yamlWords(n *yaml.Node) ([]string, error) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return nil, errors.New("there is no value: give one, or leave the line out")
	case n.Kind == yaml.ScalarNode:
		return []string{n.Value}, nil
	case n.Kind == yaml.SequenceNode && f.List():
		words := make([]string, 0, len(n.Content))
		for _, one := range n.Content {
			if one.Kind != yaml.ScalarNode || one.Tag == "!!null" {
				return nil, fmt.Errorf("line %d: give one word for each item of the list", one.Line)
			}
			words = append(words, one.Value)
		}
		return words, nil
	case n.Kind == yaml.MappingNode && f.value.Kind() == reflect.Map:
		return f.pairs(n)
	case n.Kind == yaml.SequenceNode:
		return nil, errors.New("this takes one value, not a list")
	}
	return nil, errors.New("this takes no names and values")
}

// pairs writes names and values as the option reads them from one word: JSON where it reads itself.
func (f Field) pairs(n *yaml.Node) ([]string, error) {
	m := make(map[string]string, len(n.Content)/2)
	var words []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if value.Kind != yaml.ScalarNode {
			return nil, fmt.Errorf("line %d: give one word as the value of %s", value.Line, key.Value)
		}
		m[key.Value] = value.Value
		words = append(words, key.Value+"="+value.Value)
	}
	if !f.isText() {
		return words, nil
	}
	text, err := json.Marshal(m)
	return []string{string(text)}, err
}
