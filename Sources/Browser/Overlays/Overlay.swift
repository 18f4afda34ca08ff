/// What lies over list and detail and takes the keys.
enum Overlay: Sendable, Hashable {
  case help(HelpState)
  case copy(CopyMenu)
  case sort(SortMenu)
  case columns(ColumnMenu)
  /// What changed while the program ran.
  case log(LogState)
  /// Something is typed in the foot.
  case prompt(Prompt)
  case reread(RereadConfirmation)
  case replace(ReplaceConfirmation)

  /// Nil for those whose keys the state still handles itself.
  var content: (any OverlayContent)? {
    switch self {
    case .help, .log, .prompt: nil
    case .copy(let menu): menu
    case .sort(let menu): menu
    case .columns(let menu): menu
    case .reread(let confirmation): confirmation
    case .replace(let confirmation): confirmation
    }
  }
}
