extension BrowserState {
  /// Shows the profiles, or says how to make one.
  mutating func askProfile() {
    guard !settings.profiles.isEmpty else { return say(.noProfiles) }
    overlays.open(.profiles(ProfileMenu(of: settings.profiles, at: settings.profile)))
  }
}

/// How the browser looks, apart from what it shows: pane, columns, times and mouse. It stays when the
/// profile is switched.
package struct ScreenChoices: Sendable {
  fileprivate let screen: ScreenState
}

extension BrowserState {
  package var choices: ScreenChoices { ScreenChoices(screen: screen.withoutRows) }

  /// Takes them over before the browser starts.
  package mutating func adopt(_ choices: ScreenChoices) { screen = choices.screen }
}
