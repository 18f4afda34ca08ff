import Screen

/// What the last frame was made of, so that the next one takes over what reads as before.
struct DrawnFrame {
  var head = DrawnPart<HeadView, HeadView.Drawn>()
  var rows = DrawnRows()
  var tabs = DrawnPart<TabsView, Void>()
  var separator = DrawnPart<SeparatorView, Void>()
  var hints = DrawnPart<KeyHints, Void>()
  /// The last two frames. The earlier one is on no screen any more.
  private var frames: [Frame] = []

  /// A blank frame, in the memory of an earlier one.
  mutating func blankFrame(size: Size, charset: Charset) -> Frame {
    guard frames.count >= 2 else { return Frame(size: size, charset: charset) }
    var frame = frames.removeFirst()
    frame.reset(size: size, charset: charset)
    return frame
  }

  /// To be called with every frame that is shown.
  mutating func keep(_ frame: Frame) { frames.append(frame) }
}

/// A part of the last frame, the value that it was drawn from, and what drawing it returned.
struct DrawnPart<Content: Equatable, Outcome> {
  private var last: (content: Content, cells: [Cell], outcome: Outcome)?

  /// Puts the part on the screen: as it was drawn, or by `draw`, which must draw from nothing else
  /// and write on nothing but the place, which is blank.
  @discardableResult
  mutating func put(
    _ content: Content, at rect: Rect, _ frame: inout Frame, draw: (inout Frame) -> Outcome
  ) -> Outcome {
    if let last, last.content == content {
      frame.put(last.cells, at: rect)
      return last.outcome
    }
    let outcome = draw(&frame)
    last = (content, frame.cells(of: rect), outcome)
    return outcome
  }
}
