package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/semver"
)

// writeNotes lists what the commits since the release before say, by room.
func (r *release) writeNotes(ctx context.Context) error {
	since, before, err := r.before(ctx)
	if err != nil {
		return err
	}
	args := []string{"log", "--no-merges", "--reverse", "--format=%s"}
	if since != "" {
		args = append(args, since+".."+r.head)
	} else {
		args = append(args, r.head)
	}
	log := r.git(ctx, nil, args...)
	if log.err != nil {
		return log.err
	}
	rooms := map[string][]string{}
	for line := range strings.Lines(log.text()) {
		room, subject, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.Contains(room, " ") {
			room, subject = "other", strings.TrimSpace(line)
		}
		rooms[room] = append(rooms[room], subject)
	}
	var text strings.Builder
	fmt.Fprintf(&text, "# panelgo %s\n\n", r.mod.Version)
	fmt.Fprintf(&text, "    go install %s/cmd/panelgo@%s\n", r.mod.Path, r.mod.Version)
	if before != "" {
		fmt.Fprintf(&text, "\nChanges since %s:\n", before)
	}
	names := make([]string, 0, len(rooms))
	for name := range rooms {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&text, "\n## %s\n\n", name)
		for _, subject := range rooms[name] {
			fmt.Fprintf(&text, "- %s\n", subject)
		}
	}
	return os.WriteFile(filepath.Join(r.out, "notes.md"), []byte(text.String()), 0o644)
}

// before finds the newest release below this one that was made of an ancestor of main: the commit
// of main that it stands beside, and its version. What was tried out only counts for what is tried
// out.
func (r *release) before(ctx context.Context) (commit, version string, err error) {
	tags := r.git(ctx, nil, "tag", "--list", "v*")
	if tags.err != nil {
		return "", "", tags.err
	}
	list := strings.Fields(tags.text())
	semver.Sort(list)
	slices.Reverse(list)
	for _, tag := range list {
		if !semver.IsValid(tag) || semver.Compare(tag, r.mod.Version) >= 0 || semver.Prerelease(tag) != "" && semver.Prerelease(r.mod.Version) == "" {
			continue
		}
		parent := r.git(ctx, nil, "rev-parse", "--verify", "--quiet", tag+"^{commit}^")
		if parent.err != nil || r.git(ctx, nil, "merge-base", "--is-ancestor", parent.text(), r.head).err != nil {
			continue
		}
		return parent.text(), tag, nil
	}
	return "", "", nil
}
