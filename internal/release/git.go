package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// dist is the prepared front end, which main does not hold.
const dist = "static/dist"

// answer is what a call of git gave.
type answer struct {
	out []byte
	err error
}

func (a answer) text() string { return strings.TrimSpace(string(a.out)) }

// git runs git in the repository, with more environment.
func (r *release) git(ctx context.Context, env []string, args ...string) answer {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = r.repo
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("git %s: %w\n%s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return answer{out, err}
}

// stamp is who committed what is released, and when. The release says the same, so that making it
// again gives the same commit.
type stamp struct {
	name, mail string
	when       time.Time
}

func (s stamp) env() []string {
	var env []string
	for _, role := range []string{"AUTHOR", "COMMITTER"} {
		env = append(env, "GIT_"+role+"_NAME="+s.name, "GIT_"+role+"_EMAIL="+s.mail, "GIT_"+role+"_DATE="+s.when.Format(time.RFC3339))
	}
	return env
}

// commitBeside commits main and the front end under the version's tag. Neither the index nor the
// work tree nor any branch hears of it.
func (r *release) commitBeside(ctx context.Context) error {
	head := r.git(ctx, nil, "log", "-1", "--format=%H%n%cn%n%ce%n%cI", "HEAD")
	if head.err != nil {
		return head.err
	}
	lines := strings.Split(head.text(), "\n")
	if len(lines) != 4 {
		return fmt.Errorf("git log: %q cannot be read", head.text())
	}
	when, err := time.Parse(time.RFC3339, lines[3])
	if err != nil {
		return err
	}
	r.head, r.stamp = lines[0], stamp{lines[1], lines[2], when.UTC()}
	dir, err := os.MkdirTemp("", "panelgo-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	env := append(r.stamp.env(), "GIT_INDEX_FILE="+filepath.Join(dir, "index"))
	var last answer
	for _, args := range [][]string{
		{"read-tree", r.head},
		{"add", "--force", "--", dist},
		{"write-tree"},
	} {
		if last = r.git(ctx, env, args...); last.err != nil {
			return last.err
		}
	}
	message := "Release " + r.mod.Version + "\n\nThis is " + r.head + " with the files that browsers download in " + dist + "."
	if last = r.git(ctx, env, "commit-tree", "-p", r.head, "-m", message, last.text()); last.err != nil {
		return last.err
	}
	r.commit = last.text()
	return r.git(ctx, env, "tag", "--annotate", "-m", "panelgo "+r.mod.Version, r.mod.Version, r.commit).err
}
