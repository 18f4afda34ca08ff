/// What lies over list and detail and takes the keys. A further one is a file of its own, with a case
/// and a line here.
enum Overlay: Sendable, Equatable {
  case help(HelpOverlay)
  case copy(CopyMenu)
  case sort(SortMenu)
  case columns(ColumnMenu)
  case log(LogOverlay)
  case filter(FilterPrompt)
  case save(SavePrompt)
  case reload(ReloadConfirmation)
  case replace(ReplaceConfirmation)
  case results(ResultsOverlay)
  case resultsSave(ResultsSaveMenu)
  case resultsCopy(ResultsCopyMenu)
  case followURL(FollowURLConfirmation)
  case cancel(CancelConfirmation)
  case profiles(ProfileMenu)
  case ownCommand(OwnCommandConfirmation)

  /// The only switch over the overlays.
  var content: any OverlayContent {
    switch self {
    case .help(let help): help
    case .copy(let menu): menu
    case .sort(let menu): menu
    case .columns(let menu): menu
    case .log(let log): log
    case .filter(let prompt): prompt
    case .save(let prompt): prompt
    case .reload(let confirmation): confirmation
    case .replace(let confirmation): confirmation
    case .results(let results): results
    case .resultsSave(let menu): menu
    case .resultsCopy(let menu): menu
    case .followURL(let confirmation): confirmation
    case .cancel(let confirmation): confirmation
    case .profiles(let menu): menu
    case .ownCommand(let confirmation): confirmation
    }
  }
}
