import BatchPresentation

/// The Gantt picture, while it stands in place of the list.
struct GanttState: Sendable, Equatable {
  var window: TimeWindow
  /// The detail had the focus when the picture was opened, and gets it back.
  var returnsToDetail: Bool
}
