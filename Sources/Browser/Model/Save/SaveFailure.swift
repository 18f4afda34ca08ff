/// Why a file was not written. Nothing of it is left behind.
package struct SaveFailure: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Something of this name exists, and replacing it was not allowed.
    case exists
    case folderMissing
    case isFolder
    /// A device, a pipe or a socket.
    case notAFile
    case noPermission
    case readOnlyFileSystem
    case diskFull
    case nameTooLong
    /// In the system's words.
    case other(String)
  }

  package var kind: Kind
  /// What the sentence is about: the file, or its folder.
  package var path: String

  package init(_ kind: Kind, _ path: String) {
    self.kind = kind
    self.path = path
  }

  package var sentence: String {
    switch kind {
    case .exists: "\(path) is there already"
    case .folderMissing: "there is no folder \(path)"
    case .isFolder: "\(path) is a folder"
    case .notAFile: "\(path) is not a regular file"
    case .noPermission: "no permission to write \(path)"
    case .readOnlyFileSystem: "\(path) is on a file system that is read-only"
    case .diskFull: "there is no room left for \(path)"
    case .nameTooLong: "the name is too long: \(path)"
    case .other(let reason): "\(path) cannot be written: \(reason)"
    }
  }
}
