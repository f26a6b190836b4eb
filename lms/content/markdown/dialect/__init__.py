"""What a body is written in: CommonMark, GitHub's tables and strikes, and what trainers add to them."""
