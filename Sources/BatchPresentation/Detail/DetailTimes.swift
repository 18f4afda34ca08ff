import BatchInsight
import Batches
import Screen

extension DetailContext {
  /// Every time that is set: absolute, relative, step since the one before, raw.
  func times() -> [StyledLine] {
    guard !lifecycle.steps.isEmpty else { return [] }
    return TimesTable(lifecycle, zone: zone, theme: theme).lines(columns: columns, in: self)
      + clockNote
  }

  /// Whose clock ages follow, where it is not ours.
  private var clockNote: [StyledLine] {
    guard outlook.clock.ahead > 0 else { return [] }
    let span = SpanText.long(outlook.clock.ahead)
    return
      (StyledLine(theme.glyphs.flag, theme.warning)
      + StyledLine(" told by the server's clock, which is \(span) ahead of this one"))
      .wrapped(to: columns, indent: 2)
  }
}

/// The timestamps as a table of one to three lines each, whatever the width asks for: nothing is
/// left out.
private struct TimesTable {
  private struct Row {
    var label: StyledLine
    var absolute: StyledLine
    var relative: StyledLine
    var step: StyledLine
    var epoch: StyledLine
    var flags: [String]
  }

  private let rows: [Row]
  /// The zone, when it is the same for all rows; otherwise each has its own.
  private let commonZone: String?
  private let theme: Theme

  init(_ lifecycle: Lifecycle, zone: ZoneRules, theme: Theme) {
    let zones = Set(lifecycle.steps.map { zone.label(at: $0.epoch) })
    let commonZone = zones.count == 1 ? zones.first : nil
    rows = lifecycle.steps.map { step in
      let isDeadline = step.moment == .expires
      return Row(
        label: StyledLine(lifecycle.label(of: step.moment), theme.secondary),
        absolute: StyledLine(
          commonZone == nil
            ? TimeText.absoluteWithZone(step.epoch, zone: zone)
            : TimeText.absolute(step.epoch, zone: zone)),
        relative: StyledLine(
          isDeadline && Countdown.isNever(step.epoch, now: lifecycle.now)
            ? "never" : TimeText.relative(step.epoch, now: lifecycle.now),
          isDeadline ? theme.style(of: lifecycle.deadline) : .plain),
        step: StyledLine(step.sincePrevious.map { "+" + SpanText.exact($0) } ?? ""),
        epoch: StyledLine(String(step.epoch), theme.secondary),
        flags: step.contradictions.map(\.text))
    }
    self.commonZone = commonZone
    self.theme = theme
  }

  func lines(columns: Int, in context: DetailContext) -> [StyledLine] {
    let layout = Layout(
      columns: columns, label: max(DetailContext.labelColumns, width(\.label)),
      absolute: width(\.absolute),
      relative: width(\.relative), step: width(\.step), epoch: width(\.epoch))
    let indent = layout.labelColumn <= columns / 2 ? layout.labelColumn : 2
    return [context.heading("times", note: commonZone ?? "")]
      + rows.flatMap { row in
        lines(of: row, layout) + flags(row.flags, indent: indent, columns: columns)
      }
  }

  private func lines(of row: Row, _ layout: Layout) -> [StyledLine] {
    let label = row.label.padded(to: layout.label)
    let absolute = row.absolute.padded(to: layout.absolute)
    let relative = row.relative.padded(to: layout.relative)
    let step = row.step.padded(to: layout.step)
    let epoch = row.epoch.padded(to: layout.epoch, alignment: .right)
    let fields: [[StyledLine]]
    switch layout.form {
    case .oneLine: fields = [[label, absolute, relative, step, epoch]]
    case .rawBelow: fields = [[label, absolute, relative], [epoch, row.step]]
    case .onlyDateBeside: fields = [[label, row.absolute], [relative, step, epoch]]
    case .stacked: fields = [[label, row.relative], [row.absolute], [row.epoch, row.step]]
    }
    return fields.enumerated().flatMap { number, parts in
      let indent = number == 0 ? 0 : layout.indent
      return StyledLine.flowed(parts, columns: layout.columns - indent).map { $0.indented(indent) }
    }
  }

  /// How much of a row finds room on one line.
  private struct Layout {
    enum Form {
      case oneLine, rawBelow, onlyDateBeside, stacked
    }

    let columns, label, absolute, relative, step, epoch: Int

    var labelColumn: Int { label + 2 }

    var form: Form {
      let beside = labelColumn + absolute
      if beside + 2 + relative + 2 + step + 2 + epoch <= columns { return .oneLine }
      if beside + 2 + relative <= columns, labelColumn + epoch + 2 + step <= columns {
        return .rawBelow
      }
      return beside <= columns ? .onlyDateBeside : .stacked
    }

    /// Blanks before the second line of a row, and the third.
    var indent: Int {
      form == .rawBelow ? labelColumn : 2
    }
  }

  private func flags(_ flags: [String], indent: Int, columns: Int) -> [StyledLine] {
    flags.flatMap { flag in
      StyledLine([StyledSpan(theme.glyphs.flag, theme.warning), StyledSpan(" " + flag)])
        .wrapped(to: max(8, columns - indent), indent: 2).map { $0.indented(indent) }
    }
  }

  private func width(_ part: (Row) -> StyledLine) -> Int {
    rows.map { part($0).columns }.max() ?? 0
  }
}

extension Lifecycle {
  /// A deadline that no longer threatens does not "expire".
  fileprivate func label(of moment: TimestampField) -> String {
    if moment == .expired, deniesExpiry { return "window end" }
    guard moment == .expires else { return moment.label }
    if case .left? = deadline?.state { return moment.label }
    return "deadline"
  }
}

extension Theme {
  fileprivate func style(of deadline: Lifecycle.Deadline?) -> Style {
    switch deadline?.state {
    case .overdue: late
    case .settled: secondary
    case .left, nil: .plain
    }
  }
}
