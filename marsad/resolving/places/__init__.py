"""Places: from the mentions of a report to points with an honest radius."""
