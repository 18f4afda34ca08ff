/// What lies over list and detail and takes the keys.
enum Overlay: Sendable, Hashable {
  case help(HelpOverlay)
  case copy(CopyMenu)
  case sort(SortMenu)
  case columns(ColumnMenu)
  case log(LogOverlay)
  /// Something is typed in the foot.
  case prompt(Prompt)
  case reread(RereadConfirmation)
  case replace(ReplaceConfirmation)

  /// Nil for those whose keys the state still handles itself.
  var content: (any OverlayContent)? {
    switch self {
    case .prompt: nil
    case .help(let help): help
    case .log(let log): log
    case .copy(let menu): menu
    case .sort(let menu): menu
    case .columns(let menu): menu
    case .reread(let confirmation): confirmation
    case .replace(let confirmation): confirmation
    }
  }
}
