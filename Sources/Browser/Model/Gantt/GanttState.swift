import BatchPresentation

/// The Gantt chart while it replaces the list.
struct GanttState: Sendable, Equatable {
  var window: TimeWindow
  /// The detail had the focus when the picture was opened, and gets it back.
  var returnsToDetail: Bool
}
