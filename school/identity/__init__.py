"""Who people are: trust, schools, people, appointments, classes, sign-in."""
