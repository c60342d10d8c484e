"""See the site while writing it: build, serve to one's own browser, rebuild on every change.

    files --watcher--> "something changed" --Preview--> Build --Server--> browsers

The preview is built in memory by the same pipeline as ever, and what is served are the
files that would be published; only on their way to a browser do pages get the script
that listens for the next build.
"""
