package server

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/http"
	"os"
	"sync"
	"time"
)

// icon is the site's icon: the operator's file, none, or a wave drawn when it is first asked for.
func (s *Server) icon(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	switch s.opts.IcoPath {
	case "none":
		return errUnknownPath
	case "":
		h.Set("Content-Type", "image/x-icon")
		h.Set("Cache-Control", "public, max-age=86400")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(drawnIcon()))
		return nil
	}
	f, err := os.Open(s.opts.IcoPath)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	http.ServeContent(w, r, info.Name(), info.ModTime(), f)
	return nil
}

// drawnIcon is an icon file (ICO) that holds one PNG.
var drawnIcon = sync.OnceValue(func() []byte {
	var picture bytes.Buffer
	_ = png.Encode(&picture, drawIcon()) // a buffer takes everything
	const size, head = 64, 22
	ico := []byte{0, 0, 1, 0, 1, 0, size, size, 0, 0, 1, 0, 32, 0}
	ico = binary.LittleEndian.AppendUint32(ico, uint32(picture.Len()))
	ico = binary.LittleEndian.AppendUint32(ico, head)
	return append(ico, picture.Bytes()...)
})

// drawIcon draws a white wave on a blue tile with round corners, 64 px wide. Edges are smoothed by
// distance.
func drawIcon() image.Image {
	const size, corner = 64, 14
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	cover := func(distance float64) float64 { return min(max(0.5-distance, 0), 1) } // of a pixel, by distance from an edge
	for y := range size {
		for x := range size {
			px, py := float64(x)+0.5, float64(y)+0.5
			dx := max(math.Abs(px-size/2)-(size/2-corner), 0)
			dy := max(math.Abs(py-size/2)-(size/2-corner), 0)
			tile := cover(math.Hypot(dx, dy) - corner)
			near := math.Inf(1)
			for t := 10.0; t <= 54; t += 0.5 {
				near = min(near, math.Hypot(px-t, py-(size/2-13*math.Sin((t-10)/44*2*math.Pi))))
			}
			line := cover(near - 4)
			mix := func(ground float64) uint8 { return uint8(ground + (255-ground)*line) }
			img.SetNRGBA(x, y, color.NRGBA{mix(37), mix(99), mix(235), uint8(255 * tile)})
		}
	}
	return img
}
