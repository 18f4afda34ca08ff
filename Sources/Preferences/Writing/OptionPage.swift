/// The tables of options in the documentation.
public enum OptionPage {
  /// Rows of Markdown.
  public static func table(of place: PreferenceOption.Places) -> [String] {
    ["| option | value | default | before it | meaning |", "| --- | --- | --- | --- | --- |"]
      + OptionTable.options(of: place).map { option in
        let others = [option.flag, option.variable].compactMap { $0 }.map { "`\($0)`" }
        let cells = [
          "`\(option.name)`", option.kind.word, option.usual.map { "`\($0.literal)`" } ?? "",
          others.joined(separator: ", "), option.meaning,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
      }
  }
}
