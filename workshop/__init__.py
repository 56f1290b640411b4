"""The course as a tool."""
