import Screen

/// What the last frame was made of, so that the next one takes over what reads as before.
struct DrawnFrame {
  var head = DrawnPart<HeadView>()
  /// Whether the top line shows when the next refresh is due.
  var showsRefresh = false
  var rows = DrawnRows()
  var tabs = DrawnPart<TabsView>()
  var hints = DrawnPart<KeyHints>()
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

/// A part of the last frame, and the value that it was drawn from.
struct DrawnPart<Content: Equatable> {
  private var content: Content?
  private var cells: [Cell] = []

  /// Puts the part on the screen: as it was drawn, or by `draw`, which must draw from nothing else
  /// and write on nothing but the place, which is blank.
  /// - Returns: whether it was redrawn.
  @discardableResult
  mutating func put(
    _ content: Content, at place: Rect, _ frame: inout Frame, draw: (inout Frame) -> Void
  ) -> Bool {
    if content == self.content {
      frame.put(cells, at: place)
      return false
    }
    draw(&frame)
    self.content = content
    cells = frame.cells(of: place)
    return true
  }
}
