import Screen

extension NcursesTerminal {
  public func copy(_ text: String) -> CopyRoute {
    .nowhere
  }

  public func notify(_ text: String?) {
    writeRaw([0x07])
  }
}
