import Browser
import Glibc

extension SaveFailure {
  /// The meaning of an errno(3) number for a path.
  init(errno: Int32, _ path: String) {
    switch errno {
    case EEXIST: self.init(.exists, path)
    case ENOENT where !Self.isFolder(DiskFileStore.folder(of: path)), ENOTDIR:
      self.init(.folderMissing, DiskFileStore.folder(of: path))
    case EISDIR: self.init(.isFolder, path)
    case EACCES, EPERM: self.init(.noPermission, path)
    case EROFS: self.init(.readOnlyFileSystem, path)
    case ENOSPC, EDQUOT: self.init(.diskFull, path)
    case ENAMETOOLONG: self.init(.nameTooLong, path)
    default: self.init(.other(String(cString: strerror(errno))), path)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var found = stat()
    return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
  }
}
