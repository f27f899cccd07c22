"""What does this file hold, cell by cell, before anybody asks what it means?"""
