package settings

import (
	"encoding"
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
)

// Flags are the words of a command line by the name of their flag, without dashes.
type Flags map[string][]string

// Environment looks a variable up, as os.LookupEnv does.
type Environment func(name string) (string, bool)

// Apply overwrites what the code set with what a file says, that with the environment, and that
// with the flags. The file is named by the option whose tag is config. It reads all of them before
// it returns every complaint, joined; each names the flag and the variable.
func Apply(options any, flags Flags, env Environment) error {
	var complaints []error
	known := make(map[string]bool)
	fields := Fields(options)
	from, err := open(fields, flags, env)
	if err != nil {
		complaints = append(complaints, err)
	}
	for _, f := range fields {
		known[f.Name] = true
		words, source, err := from.words(f)
		if err == nil && source != "" {
			err = f.set(words)
		}
		if err != nil {
			complaints = append(complaints, fmt.Errorf("%s: %w", blame(source, f), err))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(flags)) {
		if !known[name] {
			complaints = append(complaints, fmt.Errorf("--%s: the panelgo in your go.mod does not know this flag; "+
				"bring it up to the command's version with: go get github.com/panelgo/panelgo@latest", name))
		}
	}
	return errors.Join(complaints...)
}

// places are where words come from, the strongest first.
type places struct {
	flags Flags
	env   Environment
	file  *file // nil: there is none
}

// open reads the file that an option names, if one does. Whatever is wrong with it is returned
// beside the places that are left.
func open(fields []Field, flags Flags, env Environment) (places, error) {
	from := places{flags, env, nil}
	for _, f := range fields {
		if !f.config {
			continue
		}
		words, source, err := from.words(f)
		path := f.value.String()
		if err == nil && source != "" {
			path = strings.TrimSpace(last(words))
		}
		if err != nil || path == "" {
			return from, nil // Apply meets the error again
		}
		if from.file, err = readFile(path); err != nil {
			from.file = nil
			return from, fmt.Errorf("%s: %w", blame(source, f), err)
		}
	}
	return from, from.file.check(fields)
}

// words finds what was said about the field and where; an empty source means nothing was.
func (p places) words(f Field) (words []string, source string, err error) {
	if words, said := p.flags[f.Name]; said {
		return words, "--" + f.Name, nil
	}
	for _, name := range f.Envs {
		// An empty variable counts as not set: that is how container files switch one off.
		word, _ := p.env(name)
		path := ""
		if f.Secret {
			path, _ = p.env(name + "_FILE")
		}
		switch {
		case word != "" && path != "":
			return nil, name, fmt.Errorf("%s_FILE is set too: keep one of them", name)
		case word != "":
			return []string{word}, name, nil
		case path != "":
			word, err := readSecret(path)
			return []string{word}, name + "_FILE", err
		}
	}
	return p.file.words(f)
}

// maxSecret bounds a file that holds one secret, in bytes.
const maxSecret = 64 << 10

func readSecret(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() > maxSecret {
		return "", fmt.Errorf("%s is not a small file that holds a secret", path)
	}
	data, err := os.ReadFile(path)
	word := strings.TrimRight(string(data), "\r\n")
	if err == nil && word == "" {
		err = fmt.Errorf("%s is empty", path)
	}
	return word, err
}

// blame names the place that was wrong first and the other one after it.
func blame(source string, f Field) string {
	if source == "--"+f.Name || source == "" {
		return f.String()
	}
	return source + " (or --" + f.Name + ")"
}

// Said is one option as it stands after flags and environment.
type Said struct {
	Field
	Source string // --flag, VARIABLE, FILE:LINE, or empty where none of them said anything
}

// Origins lists which place settled each option, in the order of their declaration.
func Origins(options any, flags Flags, env Environment) []Said {
	var all []Said
	fields := Fields(options)
	from, _ := open(fields, flags, env) // what is wrong, Apply says
	for _, f := range fields {
		_, source, _ := from.words(f)
		all = append(all, Said{f, source})
	}
	return all
}

// Text is the option's value as a person would write it; secrets are masked.
func (f Field) Text() string {
	v := f.value
	switch {
	case v.IsZero():
		return ""
	case f.Secret:
		return "••••••••"
	case v.Type() == durationType && v.Int() < 0:
		return "off"
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		if text, err := m.MarshalText(); err == nil {
			return string(text)
		}
	}
	if v.Kind() == reflect.Slice || v.Kind() == reflect.Map {
		return strings.Trim(fmt.Sprint(v.Interface()), "[]")
	}
	return fmt.Sprint(v.Interface())
}
