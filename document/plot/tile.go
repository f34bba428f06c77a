package plot

import (
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Tiles is a server of map tiles.
type Tiles struct {
	URL         string // with {X}, {Y} and {Z} where the tile's numbers go, counted from the north-west
	Attribution string // who made the map, shown in the figure's corner
	MaxZoom     int    // 0: 19
}

// NewMap makes a figure in Web Mercator coordinates (EPSG:3857) over map tiles: see [Mercator] for
// where to draw. Browsers fetch tiles from the app's own server, or from others that
// Options.AllowSource names.
func NewMap(title string, tiles Tiles) *Figure {
	f := New(title)
	f.setX(mercatorAxis(models.LatLonLon), nil)
	f.setY(mercatorAxis(models.LatLonLat), nil)
	f.MatchAspect.Set(true)
	f.Center.Set([]models.StyledElement{})
	f.WheelZoom()

	source := document.New[models.WMTSTileSource]()
	source.URL.Set(tiles.URL)
	source.Attribution.Set(tiles.Attribution)
	if tiles.MaxZoom > 0 {
		source.MaxZoom.Set(float64(tiles.MaxZoom))
	}
	layer := document.New[models.TileRenderer]()
	layer.TileSource.Set(source)
	f.Renderers.Set(added[models.Renderer](f.Renderers.Get(), layer))
	return f
}

func mercatorAxis(dimension models.LatLon) models.Axis {
	axis := document.New[models.MercatorAxis]()
	ticker := document.New[models.MercatorTicker]()
	ticker.Dimension.Set(document.Some(dimension))
	formatter := document.New[models.MercatorTickFormatter]()
	formatter.Dimension.Set(document.Some(dimension))
	axis.Ticker.Set(ticker)
	axis.Formatter.Set(formatter)
	return quiet(axis)
}

// earth is the radius that Web Mercator takes the earth to have, m.
const earth = 6378137.0

// maxLatitude is where Web Mercator ends.
const maxLatitude = 85.051128779806604

// Mercator is where a place lies in a figure of [NewMap]. It takes degrees; beyond 85° north or
// south it stays at the edge.
func Mercator(latitude, longitude float64) Point {
	latitude = max(-maxLatitude, min(maxLatitude, latitude))
	return Point{
		X: earth * longitude * math.Pi / 180,
		Y: earth * math.Log(math.Tan(math.Pi/4+latitude*math.Pi/360)),
	}
}

// Degrees is the place that lies at a point of a figure of [NewMap].
func Degrees(p Point) (latitude, longitude float64) {
	return 360/math.Pi*math.Atan(math.Exp(p.Y/earth)) - 90, p.X / earth * 180 / math.Pi
}

// Show makes a map show the part between two places, its south-west and its north-east.
func (f *Figure) Show(southWest, northEast Point) *Figure {
	f.SetXRange(southWest.X, northEast.X)
	return f.SetYRange(southWest.Y, northEast.Y)
}
