/// How the terminal announces the end of a followed batch, besides the words on screen.
package enum Notice: String, Sendable, Hashable, CaseIterable {
  case off
  case bell
  /// The bell, and a notice of the desktop where the terminal knows them (OSC 9, OSC 777).
  case desktop
}
