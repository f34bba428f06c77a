package commands

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/panelgo/panelgo/auth/password"
)

// Passwd is a command.
type Passwd struct {
	User string `arg:"" optional:"" help:"Name to put before the hash, as a line of a password file."`
}

// Run asks for a password without showing it, or reads one line where there is no terminal, and
// prints its hash: a line for the file that --basic-auth names.
func (p Passwd) Run() error {
	secret, err := readPassword()
	if err != nil {
		return err
	}
	hash, err := password.Hash(secret)
	if err != nil {
		return err
	}
	if p.User != "" {
		hash = p.User + ":" + hash
	}
	fmt.Println(hash)
	return nil
}

func readPassword() (string, error) {
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		line, err := bufio.NewReader(io.LimitReader(os.Stdin, 4096)).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", fmt.Errorf("read the password: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	ask := func(prompt string) (string, error) {
		fmt.Fprint(os.Stderr, prompt)
		defer fmt.Fprintln(os.Stderr)
		typed, err := term.ReadPassword(in)
		return string(typed), err
	}
	first, err := ask("Password: ")
	if err != nil {
		return "", err
	}
	second, err := ask("Once more: ")
	if err == nil && first != second {
		err = errors.New("the two passwords differ")
	}
	return first, err
}
