package examples

import (
	"maps"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/docs/examples/accordion"
	"github.com/panelgo/panelgo/docs/examples/alert"
	"github.com/panelgo/panelgo/docs/examples/annotations"
	"github.com/panelgo/panelgo/docs/examples/annular_wedge"
	"github.com/panelgo/panelgo/docs/examples/area"
	"github.com/panelgo/panelgo/docs/examples/audio"
	"github.com/panelgo/panelgo/docs/examples/autocomplete_input"
	"github.com/panelgo/panelgo/docs/examples/bars"
	"github.com/panelgo/panelgo/docs/examples/bars_grouped"
	"github.com/panelgo/panelgo/docs/examples/bars_nested"
	"github.com/panelgo/panelgo/docs/examples/bars_stacked"
	"github.com/panelgo/panelgo/docs/examples/button"
	"github.com/panelgo/panelgo/docs/examples/button_icon"
	"github.com/panelgo/panelgo/docs/examples/card"
	"github.com/panelgo/panelgo/docs/examples/check_box_group"
	"github.com/panelgo/panelgo/docs/examples/check_button_group"
	"github.com/panelgo/panelgo/docs/examples/checkbox"
	"github.com/panelgo/panelgo/docs/examples/code_editor"
	"github.com/panelgo/panelgo/docs/examples/color_map"
	"github.com/panelgo/panelgo/docs/examples/color_picker"
	"github.com/panelgo/panelgo/docs/examples/column"
	"github.com/panelgo/panelgo/docs/examples/cross_selector"
	"github.com/panelgo/panelgo/docs/examples/data_frame"
	"github.com/panelgo/panelgo/docs/examples/date_picker"
	"github.com/panelgo/panelgo/docs/examples/date_range_picker"
	"github.com/panelgo/panelgo/docs/examples/date_range_slider"
	"github.com/panelgo/panelgo/docs/examples/date_slider"
	"github.com/panelgo/panelgo/docs/examples/datetime_axis"
	"github.com/panelgo/panelgo/docs/examples/datetime_picker"
	"github.com/panelgo/panelgo/docs/examples/datetime_range_picker"
	"github.com/panelgo/panelgo/docs/examples/datetime_range_slider"
	"github.com/panelgo/panelgo/docs/examples/datetime_slider"
	"github.com/panelgo/panelgo/docs/examples/deckgl"
	"github.com/panelgo/panelgo/docs/examples/discrete_player"
	"github.com/panelgo/panelgo/docs/examples/discrete_slider"
	"github.com/panelgo/panelgo/docs/examples/divider"
	"github.com/panelgo/panelgo/docs/examples/echarts"
	"github.com/panelgo/panelgo/docs/examples/edit_tools"
	"github.com/panelgo/panelgo/docs/examples/editable_float_slider"
	"github.com/panelgo/panelgo/docs/examples/editable_int_slider"
	"github.com/panelgo/panelgo/docs/examples/editable_range_slider"
	"github.com/panelgo/panelgo/docs/examples/error_bars"
	"github.com/panelgo/panelgo/docs/examples/feed"
	"github.com/panelgo/panelgo/docs/examples/figure_pane"
	"github.com/panelgo/panelgo/docs/examples/file_download"
	"github.com/panelgo/panelgo/docs/examples/file_dropper"
	"github.com/panelgo/panelgo/docs/examples/file_input"
	"github.com/panelgo/panelgo/docs/examples/flex_box"
	"github.com/panelgo/panelgo/docs/examples/float_input"
	"github.com/panelgo/panelgo/docs/examples/float_panel"
	"github.com/panelgo/panelgo/docs/examples/float_slider"
	"github.com/panelgo/panelgo/docs/examples/flow"
	"github.com/panelgo/panelgo/docs/examples/gauge"
	"github.com/panelgo/panelgo/docs/examples/grid"
	"github.com/panelgo/panelgo/docs/examples/grid_box"
	"github.com/panelgo/panelgo/docs/examples/hbars"
	"github.com/panelgo/panelgo/docs/examples/heat_map"
	"github.com/panelgo/panelgo/docs/examples/hex_tile"
	"github.com/panelgo/panelgo/docs/examples/histogram"
	"github.com/panelgo/panelgo/docs/examples/hover"
	"github.com/panelgo/panelgo/docs/examples/html"
	"github.com/panelgo/panelgo/docs/examples/image_pane"
	"github.com/panelgo/panelgo/docs/examples/image_rgba"
	"github.com/panelgo/panelgo/docs/examples/int_input"
	"github.com/panelgo/panelgo/docs/examples/int_range_slider"
	"github.com/panelgo/panelgo/docs/examples/int_slider"
	"github.com/panelgo/panelgo/docs/examples/json_editor"
	"github.com/panelgo/panelgo/docs/examples/json_pane"
	"github.com/panelgo/panelgo/docs/examples/latex"
	"github.com/panelgo/panelgo/docs/examples/legend"
	"github.com/panelgo/panelgo/docs/examples/line"
	"github.com/panelgo/panelgo/docs/examples/linked_plots"
	"github.com/panelgo/panelgo/docs/examples/log_axis"
	"github.com/panelgo/panelgo/docs/examples/markdown"
	"github.com/panelgo/panelgo/docs/examples/markdown_stream"
	"github.com/panelgo/panelgo/docs/examples/menu_button"
	"github.com/panelgo/panelgo/docs/examples/million_points"
	"github.com/panelgo/panelgo/docs/examples/modal"
	"github.com/panelgo/panelgo/docs/examples/multi_choice"
	"github.com/panelgo/panelgo/docs/examples/multi_select"
	"github.com/panelgo/panelgo/docs/examples/nested_select"
	"github.com/panelgo/panelgo/docs/examples/number"
	"github.com/panelgo/panelgo/docs/examples/password_input"
	"github.com/panelgo/panelgo/docs/examples/patch_data"
	"github.com/panelgo/panelgo/docs/examples/patches"
	"github.com/panelgo/panelgo/docs/examples/pdf"
	"github.com/panelgo/panelgo/docs/examples/perspective"
	"github.com/panelgo/panelgo/docs/examples/pie"
	"github.com/panelgo/panelgo/docs/examples/player"
	"github.com/panelgo/panelgo/docs/examples/plot_themes"
	"github.com/panelgo/panelgo/docs/examples/plotly"
	"github.com/panelgo/panelgo/docs/examples/progress"
	"github.com/panelgo/panelgo/docs/examples/quiver"
	"github.com/panelgo/panelgo/docs/examples/radio_box_group"
	"github.com/panelgo/panelgo/docs/examples/radio_button_group"
	"github.com/panelgo/panelgo/docs/examples/range_slider"
	"github.com/panelgo/panelgo/docs/examples/responsive"
	"github.com/panelgo/panelgo/docs/examples/row"
	"github.com/panelgo/panelgo/docs/examples/scatter"
	"github.com/panelgo/panelgo/docs/examples/select_widget"
	"github.com/panelgo/panelgo/docs/examples/spacer"
	"github.com/panelgo/panelgo/docs/examples/spinner"
	"github.com/panelgo/panelgo/docs/examples/static_text"
	"github.com/panelgo/panelgo/docs/examples/status"
	"github.com/panelgo/panelgo/docs/examples/str"
	"github.com/panelgo/panelgo/docs/examples/struct_table"
	"github.com/panelgo/panelgo/docs/examples/svg"
	"github.com/panelgo/panelgo/docs/examples/switch_widget"
	"github.com/panelgo/panelgo/docs/examples/tabs"
	"github.com/panelgo/panelgo/docs/examples/tabulator"
	"github.com/panelgo/panelgo/docs/examples/tabulator_edit"
	"github.com/panelgo/panelgo/docs/examples/tabulator_group"
	"github.com/panelgo/panelgo/docs/examples/tabulator_remote"
	"github.com/panelgo/panelgo/docs/examples/tap"
	"github.com/panelgo/panelgo/docs/examples/terminal"
	"github.com/panelgo/panelgo/docs/examples/text_area_input"
	"github.com/panelgo/panelgo/docs/examples/text_editor"
	"github.com/panelgo/panelgo/docs/examples/text_glyph"
	"github.com/panelgo/panelgo/docs/examples/text_input"
	"github.com/panelgo/panelgo/docs/examples/text_stream"
	"github.com/panelgo/panelgo/docs/examples/time_picker"
	"github.com/panelgo/panelgo/docs/examples/toggle"
	"github.com/panelgo/panelgo/docs/examples/toggle_icon"
	"github.com/panelgo/panelgo/docs/examples/tooltip_icon"
	"github.com/panelgo/panelgo/docs/examples/trend"
	"github.com/panelgo/panelgo/docs/examples/trusted_html"
	"github.com/panelgo/panelgo/docs/examples/twin_axis"
	"github.com/panelgo/panelgo/docs/examples/validation"
	"github.com/panelgo/panelgo/docs/examples/vega"
)

// The examples of components, one for each.
func init() {
	maps.Copy(all, panelgo.Apps{
		"accordion":             accordion.App,
		"alert":                 alert.App,
		"annotations":           annotations.App,
		"annular_wedge":         annularwedge.App,
		"area":                  area.App,
		"audio":                 audio.App,
		"autocomplete_input":    autocompleteinput.App,
		"bars":                  bars.App,
		"bars_grouped":          barsgrouped.App,
		"bars_nested":           barsnested.App,
		"bars_stacked":          barsstacked.App,
		"button":                button.App,
		"button_icon":           buttonicon.App,
		"card":                  card.App,
		"check_box_group":       checkboxgroup.App,
		"check_button_group":    checkbuttongroup.App,
		"checkbox":              checkbox.App,
		"code_editor":           codeeditor.App,
		"color_map":             colormap.App,
		"color_picker":          colorpicker.App,
		"column":                column.App,
		"cross_selector":        crossselector.App,
		"data_frame":            dataframe.App,
		"date_picker":           datepicker.App,
		"date_range_picker":     daterangepicker.App,
		"date_range_slider":     daterangeslider.App,
		"date_slider":           dateslider.App,
		"datetime_axis":         datetimeaxis.App,
		"datetime_picker":       datetimepicker.App,
		"datetime_range_picker": datetimerangepicker.App,
		"datetime_range_slider": datetimerangeslider.App,
		"datetime_slider":       datetimeslider.App,
		"deckgl":                deckgl.App,
		"discrete_player":       discreteplayer.App,
		"discrete_slider":       discreteslider.App,
		"divider":               divider.App,
		"echarts":               echarts.App,
		"edit_tools":            edittools.App,
		"editable_float_slider": editablefloatslider.App,
		"editable_int_slider":   editableintslider.App,
		"editable_range_slider": editablerangeslider.App,
		"error_bars":            errorbars.App,
		"feed":                  feed.App,
		"figure_pane":           figurepane.App,
		"file_download":         filedownload.App,
		"file_dropper":          filedropper.App,
		"file_input":            fileinput.App,
		"flex_box":              flexbox.App,
		"float_input":           floatinput.App,
		"float_panel":           floatpanel.App,
		"float_slider":          floatslider.App,
		"flow":                  flow.App,
		"gauge":                 gauge.App,
		"grid":                  grid.App,
		"grid_box":              gridbox.App,
		"hbars":                 hbars.App,
		"heat_map":              heatmap.App,
		"hex_tile":              hextile.App,
		"histogram":             histogram.App,
		"hover":                 hover.App,
		"html":                  html.App,
		"image_pane":            imagepane.App,
		"image_rgba":            imagergba.App,
		"int_input":             intinput.App,
		"int_range_slider":      intrangeslider.App,
		"int_slider":            intslider.App,
		"json_editor":           jsoneditor.App,
		"json_pane":             jsonpane.App,
		"latex":                 latex.App,
		"legend":                legend.App,
		"line":                  line.App,
		"linked_plots":          linkedplots.App,
		"log_axis":              logaxis.App,
		"markdown":              markdown.App,
		"markdown_stream":       markdownstream.App,
		"menu_button":           menubutton.App,
		"million_points":        millionpoints.App,
		"modal":                 modal.App,
		"multi_choice":          multichoice.App,
		"multi_select":          multiselect.App,
		"nested_select":         nestedselect.App,
		"number":                number.App,
		"password_input":        passwordinput.App,
		"patch_data":            patchdata.App,
		"patches":               patches.App,
		"pdf":                   pdf.App,
		"perspective":           perspective.App,
		"pie":                   pie.App,
		"player":                player.App,
		"plot_themes":           plotthemes.App,
		"plotly":                plotly.App,
		"progress":              progress.App,
		"quiver":                quiver.App,
		"radio_box_group":       radioboxgroup.App,
		"radio_button_group":    radiobuttongroup.App,
		"range_slider":          rangeslider.App,
		"responsive":            responsive.App,
		"row":                   row.App,
		"scatter":               scatter.App,
		"select_widget":         selectwidget.App,
		"spacer":                spacer.App,
		"spinner":               spinner.App,
		"static_text":           statictext.App,
		"status":                status.App,
		"str":                   str.App,
		"struct_table":          structtable.App,
		"svg":                   svg.App,
		"switch_widget":         switchwidget.App,
		"tabs":                  tabs.App,
		"tabulator":             tabulator.App,
		"tabulator_edit":        tabulatoredit.App,
		"tabulator_group":       tabulatorgroup.App,
		"tabulator_remote":      tabulatorremote.App,
		"tap":                   tap.App,
		"terminal":              terminal.App,
		"text_area_input":       textareainput.App,
		"text_editor":           texteditor.App,
		"text_glyph":            textglyph.App,
		"text_input":            textinput.App,
		"text_stream":           textstream.App,
		"time_picker":           timepicker.App,
		"toggle":                toggle.App,
		"toggle_icon":           toggleicon.App,
		"tooltip_icon":          tooltipicon.App,
		"trend":                 trend.App,
		"trusted_html":          trustedhtml.App,
		"twin_axis":             twinaxis.App,
		"validation":            validation.App,
		"vega":                  vega.App,
	})
}
