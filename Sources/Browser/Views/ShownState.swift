/// The state that a frame shows. Views hold it by reference: copying it takes longer than most of them
/// draw.
final class ShownState: Sendable {
  let state: BrowserState

  init(_ state: BrowserState) { self.state = state }
}
