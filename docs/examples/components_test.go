package examples

import (
	"maps"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/docs/examples/autocomplete_input"
	"github.com/panelgo/panelgo/docs/examples/button"
	"github.com/panelgo/panelgo/docs/examples/button_icon"
	"github.com/panelgo/panelgo/docs/examples/check_box_group"
	"github.com/panelgo/panelgo/docs/examples/check_button_group"
	"github.com/panelgo/panelgo/docs/examples/checkbox"
	"github.com/panelgo/panelgo/docs/examples/code_editor"
	"github.com/panelgo/panelgo/docs/examples/color_map"
	"github.com/panelgo/panelgo/docs/examples/color_picker"
	"github.com/panelgo/panelgo/docs/examples/cross_selector"
	"github.com/panelgo/panelgo/docs/examples/data_frame"
	"github.com/panelgo/panelgo/docs/examples/date_picker"
	"github.com/panelgo/panelgo/docs/examples/date_range_picker"
	"github.com/panelgo/panelgo/docs/examples/date_range_slider"
	"github.com/panelgo/panelgo/docs/examples/date_slider"
	"github.com/panelgo/panelgo/docs/examples/datetime_picker"
	"github.com/panelgo/panelgo/docs/examples/datetime_range_picker"
	"github.com/panelgo/panelgo/docs/examples/datetime_range_slider"
	"github.com/panelgo/panelgo/docs/examples/datetime_slider"
	"github.com/panelgo/panelgo/docs/examples/discrete_player"
	"github.com/panelgo/panelgo/docs/examples/discrete_slider"
	"github.com/panelgo/panelgo/docs/examples/editable_float_slider"
	"github.com/panelgo/panelgo/docs/examples/editable_int_slider"
	"github.com/panelgo/panelgo/docs/examples/editable_range_slider"
	"github.com/panelgo/panelgo/docs/examples/file_download"
	"github.com/panelgo/panelgo/docs/examples/file_dropper"
	"github.com/panelgo/panelgo/docs/examples/file_input"
	"github.com/panelgo/panelgo/docs/examples/float_input"
	"github.com/panelgo/panelgo/docs/examples/float_slider"
	"github.com/panelgo/panelgo/docs/examples/int_input"
	"github.com/panelgo/panelgo/docs/examples/int_range_slider"
	"github.com/panelgo/panelgo/docs/examples/int_slider"
	"github.com/panelgo/panelgo/docs/examples/json_editor"
	"github.com/panelgo/panelgo/docs/examples/menu_button"
	"github.com/panelgo/panelgo/docs/examples/multi_choice"
	"github.com/panelgo/panelgo/docs/examples/multi_select"
	"github.com/panelgo/panelgo/docs/examples/nested_select"
	"github.com/panelgo/panelgo/docs/examples/password_input"
	"github.com/panelgo/panelgo/docs/examples/player"
	"github.com/panelgo/panelgo/docs/examples/radio_box_group"
	"github.com/panelgo/panelgo/docs/examples/radio_button_group"
	"github.com/panelgo/panelgo/docs/examples/range_slider"
	"github.com/panelgo/panelgo/docs/examples/select_widget"
	"github.com/panelgo/panelgo/docs/examples/static_text"
	"github.com/panelgo/panelgo/docs/examples/switch_widget"
	"github.com/panelgo/panelgo/docs/examples/tabulator"
	"github.com/panelgo/panelgo/docs/examples/tabulator_edit"
	"github.com/panelgo/panelgo/docs/examples/tabulator_group"
	"github.com/panelgo/panelgo/docs/examples/tabulator_remote"
	"github.com/panelgo/panelgo/docs/examples/terminal"
	"github.com/panelgo/panelgo/docs/examples/text_area_input"
	"github.com/panelgo/panelgo/docs/examples/text_editor"
	"github.com/panelgo/panelgo/docs/examples/text_input"
	"github.com/panelgo/panelgo/docs/examples/time_picker"
	"github.com/panelgo/panelgo/docs/examples/toggle"
	"github.com/panelgo/panelgo/docs/examples/toggle_icon"
	"github.com/panelgo/panelgo/docs/examples/tooltip_icon"
	"github.com/panelgo/panelgo/docs/examples/validation"
)

// The examples of components, one for each.
func init() {
	maps.Copy(all, panelgo.Apps{
		"autocomplete_input":    autocompleteinput.App,
		"button":                button.App,
		"button_icon":           buttonicon.App,
		"check_box_group":       checkboxgroup.App,
		"check_button_group":    checkbuttongroup.App,
		"checkbox":              checkbox.App,
		"code_editor":           codeeditor.App,
		"color_map":             colormap.App,
		"color_picker":          colorpicker.App,
		"cross_selector":        crossselector.App,
		"data_frame":            dataframe.App,
		"date_picker":           datepicker.App,
		"date_range_picker":     daterangepicker.App,
		"date_range_slider":     daterangeslider.App,
		"date_slider":           dateslider.App,
		"datetime_picker":       datetimepicker.App,
		"datetime_range_picker": datetimerangepicker.App,
		"datetime_range_slider": datetimerangeslider.App,
		"datetime_slider":       datetimeslider.App,
		"discrete_player":       discreteplayer.App,
		"discrete_slider":       discreteslider.App,
		"editable_float_slider": editablefloatslider.App,
		"editable_int_slider":   editableintslider.App,
		"editable_range_slider": editablerangeslider.App,
		"file_download":         filedownload.App,
		"file_dropper":          filedropper.App,
		"file_input":            fileinput.App,
		"float_input":           floatinput.App,
		"float_slider":          floatslider.App,
		"int_input":             intinput.App,
		"int_range_slider":      intrangeslider.App,
		"int_slider":            intslider.App,
		"json_editor":           jsoneditor.App,
		"menu_button":           menubutton.App,
		"multi_choice":          multichoice.App,
		"multi_select":          multiselect.App,
		"nested_select":         nestedselect.App,
		"password_input":        passwordinput.App,
		"player":                player.App,
		"radio_box_group":       radioboxgroup.App,
		"radio_button_group":    radiobuttongroup.App,
		"range_slider":          rangeslider.App,
		"select_widget":         selectwidget.App,
		"static_text":           statictext.App,
		"switch_widget":         switchwidget.App,
		"tabulator":             tabulator.App,
		"tabulator_edit":        tabulatoredit.App,
		"tabulator_group":       tabulatorgroup.App,
		"tabulator_remote":      tabulatorremote.App,
		"terminal":              terminal.App,
		"text_area_input":       textareainput.App,
		"text_editor":           texteditor.App,
		"text_input":            textinput.App,
		"time_picker":           timepicker.App,
		"toggle":                toggle.App,
		"toggle_icon":           toggleicon.App,
		"tooltip_icon":          tooltipicon.App,
		"validation":            validation.App,
	})
}
