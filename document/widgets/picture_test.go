package widgets_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	. "github.com/panelgo/panelgo/document/widgets"
)

// encoded is a picture of 30 × 20 pixels in some format.
func encoded(t *testing.T, write func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFileIsDecodedAsAPicture(t *testing.T) {
	for name, write := range map[string]func(io.Writer, image.Image) error{
		"a.png": png.Encode,
		"a.jpg": func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) },
		"a.gif": func(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) },
	} {
		picture, err := File{Name: name, Data: encoded(t, write)}.Image()
		if err != nil || picture.Bounds() != image.Rect(0, 0, 30, 20) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsNoPictureIsRefusedWithAReason(t *testing.T) {
	whole := encoded(t, png.Encode)
	huge := bytes.Clone(whole) // its header says what its data does not hold
	header := huge[len("\x89PNG\r\n\x1a\n")+4:]
	binary.BigEndian.PutUint32(header[4:], 100_000)
	binary.BigEndian.PutUint32(header[8:], 100_000)
	binary.BigEndian.PutUint32(header[17:], crc32.ChecksumIEEE(header[:17]))
	for want, data := range map[string][]byte{
		`"mine.png" has 100000 × 100000 pixels`:     huge,
		`"mine.png" is damaged: png: `:              whole[:len(whole)-20],
		`"mine.png" is no picture that can be read`: []byte("dear diary"),
		`PNG, JPEG or GIF: image: unknown format`:   nil,
	} {
		picture, err := File{Name: "mine.png", Data: data}.Image()
		if picture != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := (File{Name: strings.Repeat("x", 1000), Data: huge}).Image(); err == nil || len(err.Error()) > 200 {
		t.Errorf("a long name makes a long complaint: %v", err)
	}
}

func TestALargePictureIsMadeToFit(t *testing.T) {
	file := File{Name: "a.png", Data: encoded(t, png.Encode)}
	for _, row := range []struct{ width, height, wantWidth, wantHeight int }{
		{100, 100, 30, 20}, {15, 100, 15, 10}, {100, 5, 8, 5}, {1, 1, 1, 1},
	} {
		picture, err := file.ImageWithin(row.width, row.height)
		if err != nil || picture.Bounds() != image.Rect(0, 0, row.wantWidth, row.wantHeight) {
			t.Errorf("within %d × %d it is %v, %v", row.width, row.height, picture.Bounds(), err)
		}
	}
	if picture, err := (File{Name: "a.txt"}).ImageWithin(10, 10); picture != nil || err == nil {
		t.Error("no picture is one")
	}
}
