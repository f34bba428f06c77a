package static

import "strings"

// needs says what each model needs; a model that is not listed needs BokehJS's core alone. A test
// holds the lists below against the bundles themselves.
var needs = func() map[string]Need {
	all := map[string]Need{}
	add := func(need Need, names string) {
		for name := range strings.FieldsSeq(names) {
			all[name] |= need
		}
	}
	add(Widgets, widgetModels)
	add(Widgets|Tables, tableModels)
	add(MathJax, "Ascii MathML MathMLGlyph TeX TeXGlyph")
	add(Eval, evalModels)
	add(GridStack, "panelgo.GridStack")
	add(Swipe, "panelgo.Swipe")
	add(Links, "panelgo.Arrive panelgo.Link")
	add(Page, "panelgo.Browser panelgo.Location panelgo.Notifications panelgo.Theme")
	for path, need := range panelModels {
		module, names, _ := strings.Cut(path, ":")
		for name := range strings.FieldsSeq(names) {
			all["panel.models."+module+"."+name] |= Widgets | Tables | Panel | need
		}
	}
	return all
}()

// widgetModels are those that bokeh-widgets registers.
const widgetModels = `
	AutocompleteInput Button CategoricalSlider Checkbox CheckboxButtonGroup CheckboxGroup ColorPicker
	DatePicker DateRangePicker DateRangeSlider DateSlider DatetimePicker DatetimeRangePicker DatetimeRangeSlider
	Div Dropdown FileInput HelpButton Markdown MultiChoice MultiSelect MultipleDatePicker MultipleDatetimePicker
	NumericInput PaletteSelect Paragraph PasswordInput PreText Progress RadioButtonGroup RadioGroup RangeSlider
	Select Slider Spinner Switch TextAreaInput TextInput TimePicker Toggle`

// tableModels are those that bokeh-tables registers.
const tableModels = `
	AvgAggregator BooleanFormatter CellEditor CheckboxEditor DataCube DataTable DateEditor DateFormatter GroupingInfo
	HTMLTemplateFormatter IntEditor MaxAggregator MinAggregator NumberEditor NumberFormatter PercentEditor
	ScientificFormatter SelectEditor StringEditor StringFormatter SumAggregator TableColumn TextEditor TimeEditor`

// evalModels hold JavaScript as text, and compile it.
const evalModels = `
	CustomJS CustomJSExpr CustomJSFilter CustomJSHover CustomJSTickFormatter CustomJSTransform HTMLTemplateFormatter`

// panelModels are those that Panel's bundle registers, by module, with the library that each needs
// besides.
var panelModels = map[string]Need{
	"ace:AcePlot":                                     Ace,
	"browser:BrowserInfo":                             0,
	"chatarea_input:ChatAreaInput":                    0,
	"comm_manager:CommManager":                        0,
	"datetime_picker:DatetimePicker":                  0,
	"datetime_slider:DatetimeSlider":                  0,
	"deckgl:DeckGLPlot":                               DeckGL | Eval,
	"echarts:ECharts":                                 ECharts | Eval,
	"esm:AnyWidgetComponent ReactiveESM":              ESM,
	"esm:ReactComponent":                              ESM | React,
	"feed:Feed":                                       0,
	"file_dropper:FileDropper":                        FilePond,
	"icon:ButtonIcon ClickableIcon ToggleIcon":        0,
	"ipywidget:IPyWidget":                             0,
	"jsoneditor:JSONEditor":                           JSONEditor,
	"katex:KaTeX":                                     KaTeX,
	"layout:Card Column":                              0,
	"location:Location":                               0,
	"markup:HTML JSON PDF":                            0,
	"mathjax:MathJax":                                 MathJax,
	"modal:Modal":                                     Dialog,
	"perspective:Perspective":                         Perspective | Eval,
	"plotly:PlotlyPlot":                               Plotly | Eval,
	"quill:QuillInput":                                Quill,
	"reactive_html:ReactiveHTML":                      Eval,
	"speech_to_text:SpeechToText":                     0,
	"state:State":                                     Eval,
	"tabs:Tabs":                                       0,
	"tabulator:DataTabulator":                         Tabulator,
	"terminal:Terminal":                               Terminal,
	"text_to_speech:TextToSpeech":                     0,
	"time_picker:TimePicker":                          0,
	"trend:TrendIndicator":                            0,
	"vega:VegaPlot":                                   Vega | Eval,
	"vizzu:VizzuChart":                                Vizzu | Eval,
	"vtk:VTKAxes":                                     0,
	"vtk:VTKJSPlot VTKSynchronizedPlot VTKVolumePlot": VTK | Eval,
	"widgets:Audio Button CheckboxButtonGroup CustomMultiSelect CustomSelect DiscretePlayer FileDownload Player Progress": 0,
	"widgets:RadioButtonGroup SingleSelect TextAreaInput TextInput TooltipIcon Video VideoStream":                         0,
}
