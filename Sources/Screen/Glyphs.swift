extension ScreenText {
  /// The glyphs of a text, produced lazily.
  public struct Glyphs: Sequence, IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private let charset: Charset
    /// Read ahead, since it might have been a mark of the preceding character.
    private var ahead: (scalar: Unicode.Scalar, width: CharacterWidth)?
    /// Columns that are still to be filled for a character outside the charset.
    private var unknownColumns = 0
    /// The last character that took columns.
    private var last: Unicode.Scalar?

    init(_ text: String, _ charset: Charset) {
      scalars = text.unicodeScalars.makeIterator()
      self.charset = charset
    }

    public mutating func next() -> Glyph? {
      if unknownColumns > 0 {
        unknownColumns -= 1
        return Self.unknown
      }
      while let (scalar, width) = ahead ?? nextScalar() {
        ahead = nil
        guard let columns = ScreenText.columns(of: width) else { continue }
        if !charset.text.contains(scalar) {
          skipMarks()
          unknownColumns = columns - 1
          return Self.unknown
        }
        switch width {
        case .harmful: return withMarks(CellText(ScreenText.replacement), columns: columns)
        case .mark:
          var text = CellText(ScreenText.markHolder)
          Self.add(scalar, to: &text)
          return withMarks(text, columns: 1, marks: 1)
        case .columns, .dropped: return withMarks(CellText(scalar), columns: columns)
        }
      }
      return nil
    }

    /// The next character, with flags replaced by letters.
    private mutating func nextScalar() -> (scalar: Unicode.Scalar, width: CharacterWidth)? {
      guard let next = scalars.next() else { return nil }
      var scalar = RegionalIndicator.letter(of: next) ?? next
      if LamAlef.blocks.contains(scalar.value) { scalar = parted(scalar) }
      if WidthRules.currentWithholdsAmbiguous { scalar = NarrowCharacters.similar(to: scalar) }
      let width = CharacterWidth.of(scalar)
      if case .columns = width { last = scalar }
      return (scalar, width)
    }

    /// An alef after a lam in a form that does not join it, for terminals that would draw both in one
    /// cell; any other character unchanged.
    private func parted(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
      guard last == LamAlef.lam, let isolated = LamAlef.isolated(scalar),
        !WidthRules.current.keepsLamAlef
      else { return scalar }
      WidthRules.noteWithheld()
      return isolated
    }

    private static let unknown = Glyph(content: CellText("?" as Unicode.Scalar), width: 1)

    /// Consumes the marks that follow a character and adds them to it.
    private mutating func withMarks(_ text: CellText, columns: Int, marks: Int = 0) -> Glyph {
      var text = text
      var marks = marks
      while let next = nextScalar() {
        switch next.width {
        case .dropped: continue
        case .mark:
          marks += 1
          if charset.text == .unicode, marks <= ScreenText.mostMarks {
            Self.add(next.scalar, to: &text)
          }
          continue
        case .columns, .harmful: ahead = next
        }
        break
      }
      return Glyph(content: text, width: UInt8(columns))
    }

    private mutating func skipMarks() { _ = withMarks(.empty, columns: 1) }

    private static func add(_ mark: Unicode.Scalar, to text: inout CellText) {
      if let base = text.onlyBase, let syllable = Hangul.composed(base, mark) {
        text = CellText(syllable)
      } else if !Hangul.isVowelOrFinal(mark) {
        text.append(mark)
      }
    }
  }
}
