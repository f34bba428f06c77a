package main

// tables are all the deviations from the rules. An entry that the schema does not need fails the
// generator.
var tables = map[string][]note{
	"class":   classNames,
	"field":   fieldNames,
	"without": leftOut,
	"kind":    betterKinds,
	"spec":    specKinds,
	"type":    typeNames,
	"tuple":   tupleNames,
	"value":   valueNames,
	"bundle":  bundles,
	"whole":   concreteAfterAll,
}

// concreteAfterAll: classes that are declared abstract, but lack nothing and are meant to be made.
var concreteAfterAll = []note{
	{"Angular", "", "a Dimensional to use as it is"},
	{"CanvasTexture", "", "a Texture to use as it is"},
	{"ImperialLength", "", "a Dimensional to use as it is"},
}

// classNames: the wire name of a class → its Go name, where the last part of the wire name is
// taken.
var classNames = []note{
	{"bokeh.models.dom.Div", "DOMDiv", "the widget of that name came first"},
	{"bokeh.models.dom.Span", "DOMSpan", "the annotation of that name came first"},
	{"bokeh.models.dom.Text", "DOMText", "the glyph of that name came first"},
	{"bokeh.models.dom.HTML", "DOMHTML", "Panel has one too; this one is for DOM templates"},
	{"panel.models.markup.HTML", "PanelHTML", "Bokeh has one too"},
	{"panel.models.widgets.Button", "PanelButton", "Bokeh has one too"},
	{"panel.models.widgets.CheckboxButtonGroup", "PanelCheckboxButtonGroup", "Bokeh has one too"},
	{"panel.models.layout.Column", "PanelColumn", "Bokeh has one too"},
	{"panel.models.datetime_picker.DatetimePicker", "PanelDatetimePicker", "Bokeh has one too"},
	{"panel.models.location.Location", "PanelLocation", "Bokeh has an enum of that name"},
	{"panel.models.widgets.Progress", "PanelProgress", "Bokeh has one too"},
	{"panel.models.widgets.RadioButtonGroup", "PanelRadioButtonGroup", "Bokeh has one too"},
	{"panel.models.tabs.Tabs", "PanelTabs", "Bokeh has one too"},
	{"panel.models.widgets.TextAreaInput", "PanelTextAreaInput", "Bokeh has one too"},
	{"panel.models.widgets.TextInput", "PanelTextInput", "Bokeh has one too"},
	{"panel.models.time_picker.TimePicker", "PanelTimePicker", "Bokeh has one too"},
	{"TextAnnotation@models/annotations/html/text_annotation", "HTMLTextAnnotation", "two classes share the name; this one is not registered"},
}

// fieldNames: class.property → the field's name, where the rule's is taken by document.Base.
var fieldNames = []note{
	{"AdaptiveTicker.base", "NumberBase", "the embedded Base has the name"},
	{"UpperLower.base", "BaseLine", "the embedded Base has the name"},
}

// leftOut: properties that have no Go field.
var leftOut = []note{
	{"CDSView.indices", "", "a bit set that only browsers make"},
	{"CDSView.masked", "", "a bit set that only browsers make"},
	{"Selection.view", "", "a browser's view of the glyph"},
	{"Toolbar.gestures", "", "browsers work it out from the tools"},
}

// betterKinds: class.property (of a model, or of the class that brought it) or kind → kind. AnyRef
// is how the front end avoids import cycles; its declarations say more.
var betterKinds = []note{
	{"Dict(AnyRef)", `["Dict",["Ref","Texture"]]`, "only the hatch_extra of several classes is one, and declared so"},
	{"ColumnarDataSource.inspected", `["Ref","Selection"]`, "declared so"},
	{"DataRange.renderers", `["Or",["List",["Ref","DataRenderer"]],["Enum","auto"]]`, "declared so"},
	{"Indexed.renderer", `["Ref","GlyphRenderer"]`, "declared so"},
	{"MenuItem.menu", `["Nullable",["Ref","Menu"]]`, "declared so"},
	{"CategoricalSlider.value", `"Str"`, "all sliders share one property of any type; this is what the class sends"},
	{"CategoricalSlider.value_throttled", `"Str"`, "all sliders share one property of any type; this is what the class sends"},
	{"DateSlider.value", `["Ref","Date"]`, "all sliders share one property of any type; this is what the class sends"},
	{"DateSlider.value_throttled", `["Ref","Date"]`, "all sliders share one property of any type; this is what the class sends"},
	{"DateRangeSlider.value", `["Tuple",["Ref","Date"],["Ref","Date"]]`, "all sliders share one property of any type; this is what the class sends"},
	{"DateRangeSlider.value_throttled", `["Tuple",["Ref","Date"],["Ref","Date"]]`, "all sliders share one property of any type; this is what the class sends"},
	{"DatetimeRangeSlider.value", `["Tuple",["Ref","Date"],["Ref","Date"]]`, "all sliders share one property of any type; this is what the class sends"},
	{"DatetimeRangeSlider.value_throttled", `["Tuple",["Ref","Date"],["Ref","Date"]]`, "all sliders share one property of any type; this is what the class sends"},
	{"RangeSlider.value", `["Tuple","Float","Float"]`, "all sliders share one property of any type; this is what the class sends"},
	{"RangeSlider.value_throttled", `["Tuple","Float","Float"]`, "all sliders share one property of any type; this is what the class sends"},
	{"Slider.value", `"Float"`, "all sliders share one property of any type; this is what the class sends"},
	{"Slider.value_throttled", `"Float"`, "all sliders share one property of any type; this is what the class sends"},
	{"panel.models.datetime_slider.DatetimeSlider.value", `["Ref","Date"]`, "all sliders share one property of any type; this is what the class sends"},
	{"panel.models.datetime_slider.DatetimeSlider.value_throttled", `["Ref","Date"]`, "all sliders share one property of any type; this is what the class sends"},
	{"Node.target", `["Or",["Ref","StyledElement"],["Named","ImplicitTarget"]]`, "only what is drawn has nodes"},
	{"Selection.selected_glyphs", `["List",["Ref","Glyph"]]`, "declared so"},
	{"UIElement.context_menu", `["Nullable",["Or",["Ref","Menu"],["Enum","auto"]]]`, "declared so"},
	{"Text.anchor", `["Spec","TextAnchorSpec"]`, "the class is not exported"},
	{"Text.outline_shape", `["Spec","OutlineShapeSpec"]`, "the class is not exported"},
}

// specKinds: class of data spec → kind of one value. Null, where allowed, is the zero
// document.Spec.
var specKinds = []note{
	{"AngleSpec", `"Float"`, "in the spec's units"},
	{"ColorScalar", `"Color"`, "may be null"},
	{"ColorSpec", `"Color"`, "may be null"},
	{"DictScalar", `["Dict",["Ref","Texture"]]`, "only hatch_extra has it"},
	{"DistanceSpec", `"Float"`, "in the spec's units"},
	{"FontSizeSpec", `"Str"`, "a CSS length"},
	{"FontSpec", `"Str"`, "a CSS font family"},
	{"FontStyleSpec", `["Named","FontStyle"]`, "by its name"},
	{"LineCapScalar", `["Named","LineCap"]`, "by its name"},
	{"LineCapSpec", `["Named","LineCap"]`, "by its name"},
	{"LineDashScalar", `["Or",["Named","LineDash"],["List","Float"]]`, "by its declaration"},
	{"LineDashSpec", `["Or",["Named","LineDash"],["List","Float"]]`, "by its declaration"},
	{"LineJoinScalar", `["Named","LineJoin"]`, "by its name"},
	{"LineJoinSpec", `["Named","LineJoin"]`, "by its name"},
	{"MarkerSpec", `["Named","MarkerType"]`, "a name of the program's own is written MarkerType(\"@name\")"},
	{"NDArraySpec", `"Array"`, "by its declaration"},
	{"NullDistanceSpec", `"Float"`, "may be null"},
	{"NullStringScalar", `"Str"`, "may be null"},
	{"NullStringSpec", `"Str"`, "may be null"},
	{"NumberScalar", `"Float"`, "by its name"},
	{"NumberSpec", `"Float"`, "by its name"},
	{"OutlineShapeSpec", `["Named","OutlineShapeName"]`, "by its declaration"},
	{"ScreenSizeSpec", `"Float"`, "pixels"},
	{"StringSpec", `"Str"`, "by its name"},
	{"TextAlignSpec", `["Named","TextAlign"]`, "by its name"},
	{"TextAnchorSpec", `["Named","TextAnchor"]`, "by its declaration"},
	{"TextBaselineSpec", `["Named","TextBaseline"]`, "by its name"},
	{"XCoordinateSpec", `["Named","FactorLike"]`, "a number or a category"},
	{"YCoordinateSpec", `["Named","FactorLike"]`, "a number or a category"},
	{"XOrYCoordinateSpec", `["Named","FactorLike"]`, "a number or a category"},
	{"XCoordinateSeqSpec", `["List","Float"]`, "categories come from columns"},
	{"YCoordinateSeqSpec", `["List","Float"]`, "categories come from columns"},
	{"XCoordinateSeqSeqSeqSpec", `["List",["List",["List","Float"]]]`, "categories come from columns"},
	{"YCoordinateSeqSeqSeqSpec", `["List",["List",["List","Float"]]]`, "categories come from columns"},
}

// typeNames: kind → name.
var typeNames = []note{
	{"Enum(auto)", "Auto", "many properties have it"},
	{"Enum(0, 1)", "AxisIndex", "of a plot's two axes"},
	{"Enum(adaptive, exact)", "LengthSizing", "by its property"},
	{"Enum(checkbox)", "ByCheckbox", "how rows are selected"},
	{"Enum(dark, light)", "JSONTheme", "by its property"},
	{"Enum(data, screen, view, percent)", "ScaleBarUnits", "by its class"},
	{"Enum(determinate, indeterminate)", "ProgressMode", "by its class"},
	{"Enum(fast_linear, linear, nearest)", "VolumeInterpolation", "by its property"},
	{"Enum(fit_columns, fit_viewport, none, force_fit)", "AutosizeMode", "by its property"},
	{"Enum(fit_data, fit_data_fill, fit_data_stretch, fit_data_table, fit_columns)", "TabulatorLayout", "by its class"},
	{"Enum(hide, destroy)", "CloseAction", "by its property"},
	{"Enum(inline, block)", "TeXDisplay", "FlowMode has the same values in another order"},
	{"Enum(int, float)", "NumericMode", "by its class"},
	{"Enum(integrated, compact, circle)", "FileDropperLayout", "by its class"},
	{"Enum(log, auto)", "ScaleHint", "by its property"},
	{"Enum(ltr, rtl)", "TextDirection", "Direction is taken by clock and anticlock"},
	{"Enum(manual, children)", "RenderPolicy", "by its property"},
	{"Enum(max)", "MaxWidth", "as wide as there is room for"},
	{"Enum(none, cross, all)", "ZoomTogether", "by its property"},
	{"Enum(none, inline)", "LabelLocation", "by its property"},
	{"Enum(once, loop, reflect)", "LoopPolicy", "by its property"},
	{"Enum(only_hit)", "OnlyHit", "which renderers are zoomed"},
	{"Enum(pan, tap, none)", "StartGesture", "by its property"},
	{"Enum(point, hline, vline)", "HitTestMode", "by its property"},
	{"Enum(screen, data, percent)", "BarLengthUnits", "by its property"},
	{"Enum(start, middle, end)", "DecorationNode", "by its class"},
	{"Enum(starts_with, includes)", "SearchStrategy", "by its property"},
	{"Enum(1, -1)", "SortSign", "beside Sort, which is in words"},
	{"Dict(Nullable(Str))", "StyleMap", "CSS properties by name"},
	{"Dict(List(Or(Str, Tuple(Any, Str))))", "OptionGroups", "of a Select, by the group's label"},
	{"Dict(Or(Dict(Nullable(Str)), Ref(Styles)))", "StyleRules", "styles by CSS selector"},
	{"List(Nullable(Ref(ToolButton)))", "ToolButtons", "null separates groups"},
	{"List(Or(Str, Tuple(Any, Str)))", "Options", "of a Select"},
	{"List(Or(Str, Tuple(Str, Or(Enum(ascending, descending), Enum(1, -1)))))", "SortBys", "several fields to sort by"},
	{"Mapping(Int, Or(Str, Struct(size: Opt(Str), align: Opt(Enum(start, center, end, auto)))))", "TrackSizingMap", "by the track's index"},
	{"Or(Float, Str)", "StrOrFloat", "the front end has it in both orders"},
	{"Or(Float, Str, Tuple(Str, Str), Tuple(Str, Str, Str), Enum(left, center, right))", "FactorOrHAlign", "a number, a category or a side"},
	{"Or(Float, Str, Tuple(Str, Str), Tuple(Str, Str, Str), Enum(top, center, bottom))", "FactorOrVAlign", "a number, a category or a side"},
	{"Or(Float, Str, Tuple(Str, Str), Tuple(Str, Str, Str), Tuple(Str, Float), Tuple(Str, Str, Float), Tuple(Str, Str, Str, Float))", "Coord", "one coordinate, as most glyphs have two of; the front end calls it FactorLike"},
	{"Or(Float, Str, Tuple(Str, Str), Tuple(Str, Str, Str), Tuple(Str, Float), Tuple(Str, Str, Float), Tuple(Str, Str, Str, Float), Ref(Coordinate))", "CoordLike", "a Coord or a model of one"},
	{"Or(Enum(start, center, end), Enum(left, center, right), Float, Enum(auto))", "AutoHAnchor", "an HAnchor or Auto"},
	{"Or(Enum(start, center, end), Enum(top, center, bottom), Float, Enum(auto))", "AutoVAnchor", "a VAnchor or Auto"},
	{"Or(Date, Str, Float, Tuple(Or(Date, Str, Float), Or(Date, Str, Float)), Struct(from: Or(Date, Str, Float), to: Or(Date, Str, Float)))", "DateOrDates", "one day or several"},
	{"List(Or(Ref(UIElement), Str))", "HTMLChildren", "by its class and property"},
	{"List(Or(Str, Ref(bokeh.models.dom.DOMElement), Ref(UIElement)))", "HTMLParts", "by its class"},
	{"List(Or(Str, Struct(size: Opt(Str), align: Opt(Enum(start, center, end, auto)))))", "TrackSizings", "several TrackSizingLike"},
	{"Or(Ref(Tool), List(Ref(Tool)), Ref(ToolProxy), Enum(auto))", "ActiveInspect", "by its property"},
	{"Struct(child: Ref(UIElement), col: Opt(Int), span: Opt(Int))", "HBoxItem", "by its class"},
	{"Struct(child: Ref(UIElement), row: Opt(Int), span: Opt(Int))", "VBoxItem", "by its class"},
	{"Struct(from: Or(Date, Str, Float), to: Or(Date, Str, Float))", "DateSpan", "from one day to another"},
	{"Struct(left: Opt(Bool), right: Opt(Bool), top: Opt(Bool), bottom: Opt(Bool))", "FrameAlign", "by its property"},
	{"Struct(left: Opt(Int), right: Opt(Int), top: Opt(Int), bottom: Opt(Int))", "SidePadding", "a Padding side by side"},
	{"Struct(palette: List(Str), low: Float, high: Float)", "VolumeMapper", "by its class and property"},
	{"Struct(top_left: Opt(Int), top_right: Opt(Int), bottom_right: Opt(Int), bottom_left: Opt(Int))", "CornerRadius", "a BorderRadius corner by corner"},
	{"Struct(x: Opt(Int), y: Opt(Int))", "XYPadding", "a Padding by direction"},
	{"Tuple(Enum(start, center, end), Enum(start, center, end))", "AlignPair", "across and down"},
	{"Tuple(Float, Float)", "Pair", "two numbers are wanted often"},
	{"Tuple(Float, Float, Float, Float)", "Quadruple", "four numbers, as of the sides of a box"},
	{"Tuple(Int, Int)", "IntPair", "a Pair of whole numbers"},
	{"Tuple(Int, Int, Int, Int)", "IntQuadruple", "a Quadruple of whole numbers"},
	{"Tuple(Nullable(Float), Nullable(Float))", "OpenPair", "a Pair with open ends"},
	{"Tuple(Or(Date, Str, Float), Or(Date, Str, Float))", "DatePair", "from one day to another"},
	{"List(Tuple(Str, Str))", "StrPairs", "several StrPair; the front end calls it L2FactorSeq"},
	{"List(Tuple(Str, Str, Str))", "StrTriples", "several StrTriple; the front end calls it L3FactorSeq"},
	{"Tuple(Str, Str)", "StrPair", "a category of two levels, or a value and its label; the front end calls it L2Factor"},
	{"Tuple(Str, Str, Str)", "StrTriple", "a category of three levels; the front end calls it L3Factor"},
	{"Tuple(Ref(Span), Ref(Span))", "SpanPair", "across and down"},
}

// tupleNames: kind → name and fields, of tuples whose items differ.
var tupleNames = []note{
	{"Tuple(Any, Str)", "Option: Value, Label", "of a Select"},
	{"Tuple(Float, Str)", "Unit: Factor, Name", "of a Dimensional's basis; the name may be TeX"},
	{"Tuple(Float, Str, Str)", "NamedUnit: Factor, Name, LongName", "of a Dimensional's basis; the name may be TeX"},
	{"Tuple(Or(Enum(start, center, end), Enum(left, center, right), Float), Or(Enum(start, center, end), Enum(top, center, bottom), Float))", "AnchorPair: X, Y", "across and down"},
	{"Tuple(Or(Enum(start, center, end), Enum(left, center, right), Float, Enum(auto)), Or(Enum(start, center, end), Enum(top, center, bottom), Float, Enum(auto)))", "AutoAnchorPair: X, Y", "across and down"},
	{"Tuple(Or(Float, Str, Tuple(Str, Str), Tuple(Str, Str, Str), Enum(left, center, right)), Or(Float, Str, Tuple(Str, Str), Tuple(Str, Str, Str), Enum(top, center, bottom)))", "ScaleBarPlace: X, Y", "by its class"},
	{"Tuple(Ref(GlyphRenderer), Or(Str, List(Str)))", "MapperDomain: Renderer, Fields", "by its property"},
	{"Tuple(Ref(UIElement), Int, Int, Opt(Int), Opt(Int))", "GridItem: Child, Row, Col, RowSpan, ColSpan", "of a GridBox"},
	{"Tuple(Str, Float)", "OffsetFactor1: Factor, Offset", "the front end calls it L1OffsetFactor"},
	{"Tuple(Str, List(Color))", "NamedPalette: Name, Colors", "of a PaletteSelect"},
	{"Tuple(Str, List(Str), Str)", "AttrTemplate: Attr, Params, Template", "of a ReactiveHTML's attrs"},
	{"Tuple(Str, Or(Enum(ascending, descending), Enum(1, -1)))", "SortBy: Field, Order", "by its property"},
	{"Tuple(Str, Str, Float)", "OffsetFactor2: Factor, SubFactor, Offset", "the front end calls it L2OffsetFactor"},
	{"Tuple(Str, Str, Str, Float)", "OffsetFactor3: Factor, SubFactor, SubSubFactor, Offset", "the front end calls it L3OffsetFactor"},
}

// valueNames: enum and value → the constant's name behind the enum's.
var valueNames = []note{
	{"AxisIndex 0", "X", "a plot's first axis"},
	{"AxisIndex 1", "Y", "a plot's second axis"},
	{"SortSign 1", "Ascending", "as Sort has it"},
	{"SortSign -1", "Descending", "as Sort has it"},
	{"HatchPatternType  ", "ShortBlank", "one character for the pattern"},
	{"HatchPatternType .", "ShortDot", "one character for the pattern"},
	{"HatchPatternType o", "ShortRing", "one character for the pattern"},
	{"HatchPatternType -", "ShortHorizontalLine", "one character for the pattern"},
	{"HatchPatternType |", "ShortVerticalLine", "one character for the pattern"},
	{"HatchPatternType +", "ShortCross", "one character for the pattern"},
	{"HatchPatternType \"", "ShortHorizontalDash", "one character for the pattern"},
	{"HatchPatternType :", "ShortVerticalDash", "one character for the pattern"},
	{"HatchPatternType @", "ShortSpiral", "one character for the pattern"},
	{"HatchPatternType /", "ShortRightDiagonalLine", "one character for the pattern"},
	{"HatchPatternType \\", "ShortLeftDiagonalLine", "one character for the pattern"},
	{"HatchPatternType x", "ShortDiagonalCross", "one character for the pattern"},
	{"HatchPatternType ,", "ShortRightDiagonalDash", "one character for the pattern"},
	{"HatchPatternType `", "ShortLeftDiagonalDash", "one character for the pattern"},
	{"HatchPatternType v", "ShortHorizontalWave", "one character for the pattern"},
	{"HatchPatternType >", "ShortVerticalWave", "one character for the pattern"},
	{"HatchPatternType *", "ShortCrissCross", "one character for the pattern"},
}

// bundles: class → the bundle that a page needs for it and what inherits from it, beside the one
// that registers it.
var bundles = []note{
	{"MathText", "mathjax", "typeset by MathJax"},
	{"MathTextGlyph", "mathjax", "typeset by MathJax"},
}
