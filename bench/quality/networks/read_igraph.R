# Reads GraphML and Pajek by igraph and writes nodes and edges as CSV, for bench/quality/networks/peers.
#   Rscript read_igraph.R FOLDER BASE ...
suppressMessages(library(igraph))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
quoted <- function(x) paste0("\"", gsub("\"", "\"\"", x, fixed = TRUE), "\"")
for (base in arguments[-1]) {
  for (form in c("graphml", "net")) {
    file <- paste0(base, ".", form)
    graph <- try(read_graph(file, format = if (form == "net") "pajek" else "graphml"), silent = TRUE)
    if (inherits(graph, "try-error")) {
      message(basename(file), ": ", graph)
      next
    }
    out <- file.path(folder, paste0(basename(base), ".", form))
    labels <- if (form == "net") V(graph)$id else V(graph)$label
    lines <- c("label", if (vcount(graph) > 0) quoted(enc2utf8(as.character(labels))))
    connection <- file(paste0(out, ".nodes"), "wb")
    writeBin(charToRaw(paste0(paste(lines, collapse = "\r\n"), "\r\n")), connection)
    close(connection)
    ends <- as_edgelist(graph, names = FALSE)
    edges <- data.frame(from = as.integer(ends[, 1]), to = as.integer(ends[, 2]))
    for (name in c("value", "weight", "sign")) {
      numbers <- edge_attr(graph, name)
      if (!is.null(numbers)) edges[[name]] <- format(numbers, digits = 17, trim = TRUE, scientific = TRUE)
    }
    write.csv(edges, paste0(out, ".edges"), row.names = FALSE, quote = FALSE)
  }
}
