import BatchInsight
import Screen

/// `/`: the filter, live while it is typed.
struct FilterPrompt: OverlayContent {
  static let traits = OverlayTraits(footRows: 2, previewsFilter: true)

  private(set) var input: Prompt

  /// - Parameters:
  ///   - text: the filter that is on, as it was typed.
  ///   - history: what was entered before, the oldest first.
  init(text: String, history: [String]) {
    input = Prompt(label: "/", text: text, history: history)
  }

  var overlay: Overlay { .filter(self) }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .key(.enter): return enter(in: context)
    case .key(let key) where context.keymap.leavesPrompt(key): return .closed([.restoreFilter])
    case .key(let key): return .consumed(input.edit(key) ? preview(in: context) : [])
    case .paste(let text):
      input.insert(text)
      return .consumed(preview(in: context))
    default: return .ignored
    }
  }

  /// Shows what matches the line so far; of one with a mistake, what matches the terms before it.
  private mutating func preview(in context: OverlayContext) -> [OverlayAction] {
    let text = input.line.text
    switch parse(text, in: context) {
    case .success(let filter):
      input.mistake = nil
      return [.previewFilter(filter)]
    case .failure(let error):
      input.mistake = Prompt.Mistake(
        message: error.message, range: error.range, isUnfinished: error.isUnfinished)
      // Until its operator is typed, a field's name is a search word.
      return filter(of: text, before: error, in: context).map { [.previewFilter($0)] } ?? []
    }
  }

  /// The terms before the mistaken one; nil where it is unclear where they end.
  private func filter(
    of text: String, before error: FilterError, in context: OverlayContext
  ) -> Filter? {
    let head = text.prefix(error.range.lowerBound)
    let blank = head.lastIndex(where: \.isWhitespace)
    return try? parse(blank.map { String(head[...$0]) } ?? "", in: context).get()
  }

  private mutating func enter(in context: OverlayContext) -> OverlayResult {
    switch parse(input.line.text, in: context) {
    case .success(let filter): return .closed([.applyFilter(filter, text: input.line.text)])
    case .failure(let error):
      input.mistake = Prompt.Mistake(message: error.message, range: error.range)
      return .consumed([])
    }
  }

  private func parse(_ text: String, in context: OverlayContext) -> Result<Filter, FilterError> {
    Filter.parse(text, zone: context.localZone, now: context.clocks.server.second)
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    let guide = PromptGuide(
      whenEmpty: "words, -word, status:failed, verdict:stuck, kept<7d, age<2h", deed: "keep")
    PromptView(input, guide, theme: context.theme).draw(in: area, into: &frame)
    return true
  }
}
