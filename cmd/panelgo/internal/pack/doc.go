// Package pack writes what a program is handed over with: a unit for systemd, and an image for
// containers. It needs neither systemd nor a container engine.
package pack
