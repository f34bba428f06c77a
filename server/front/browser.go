package front

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

// Show opens an address in the browser of the person at this machine: the one that BROWSER names,
// or the system's. It returns once the opener has begun; the opener's end is waited for in the
// background.
func Show(address string) error {
	cmd := opener(address)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("no browser could be opened (%w): open %s yourself, or name a browser in BROWSER", err, address)
	}
	go func() { _ = cmd.Wait() }() // ends with the opener; its result tells nothing
	return nil
}

func opener(address string) *exec.Cmd {
	if browser := os.Getenv("BROWSER"); browser != "" {
		return exec.Command(browser, address)
	}
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", address)
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	}
	return exec.Command("xdg-open", address)
}
