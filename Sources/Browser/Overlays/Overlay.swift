/// What lies over list and detail and takes the keys.
enum Overlay: Sendable, Hashable {
  case help(HelpState)
  /// The fields of the selected batch, one of them chosen.
  case copy(choice: Int)
  /// What the rows can be sorted by, as a place in `SortOrder.choices`.
  case sort(choice: Int)
  /// Which columns are shown, as a place in `ColumnChoice.menu`.
  case columns(choice: Int)
  /// What changed while the program ran.
  case log(LogState)
  /// Something is typed in the foot.
  case prompt(Prompt)
  case reread(RereadConfirmation)
  case replace(ReplaceConfirmation)

  /// Nil for those whose keys the state still handles itself.
  var content: (any OverlayContent)? {
    switch self {
    case .help, .copy, .sort, .columns, .log, .prompt: nil
    case .reread(let confirmation): confirmation
    case .replace(let confirmation): confirmation
    }
  }
}
