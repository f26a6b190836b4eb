"""The four levels at which a training is judged: reaction, learning, behaviour, result (Kirkpatrick)."""
